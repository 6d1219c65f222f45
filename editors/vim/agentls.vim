" For ~/.vim/plugin/agentls.vim: agentls in Vim with ALE (https://github.com/dense-analysis/ale).
" `:ALEHover` explains the word under the cursor, `:ALEGoToDefinition` follows it, `:ALECodeAction` shows the fixes.
function! s:root(buffer) abort
  let l:markers = ['.claude', '.claude-plugin', '.git']
  let l:found = map(copy(l:markers), {_, name -> ale#path#FindNearestDirectory(a:buffer, name)})
  let l:root = get(filter(l:found, {_, path -> !empty(path)}), 0, '')
  return empty(l:root) ? fnamemodify(bufname(a:buffer), ':p:h') : fnamemodify(l:root, ':p:h:h')
endfunction

function! s:define() abort
  for l:filetype in ['markdown', 'json']
    call ale#linter#Define(l:filetype, {
    \ 'name': 'agentls',
    \ 'lsp': 'stdio',
    \ 'executable': 'agentls',
    \ 'command': '%e lsp',
    \ 'project_root': function('s:root'),
    \})
  endfor
endfunction

" Messages are marked while you type; the completion of ALE comes with `let g:ale_completion_enabled = 1`.
augroup agentls
  autocmd!
  autocmd VimEnter * if exists('*ale#linter#Define') || !empty(globpath(&runtimepath, 'autoload/ale/linter.vim')) | call s:define() | endif
augroup END
