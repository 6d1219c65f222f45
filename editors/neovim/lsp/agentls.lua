-- Configuration for Neovim 0.11 and newer: copy it to ~/.config/nvim/lsp/ and call `vim.lsp.enable('agentls')`.
---@type vim.lsp.Config
return {
  cmd = { 'agentls', 'lsp' },
  filetypes = { 'markdown', 'json', 'jsonc', 'toml' },
  root_markers = { '.claude', '.claude-plugin', '.git' },
  -- After an entry that goes on, such as a key with its list, the server asks with this command for the next list.
  init_options = { suggestCommand = 'agentls.suggest' },
  commands = {
    ['agentls.suggest'] = function()
      vim.schedule(vim.lsp.completion.get)
    end,
  },
}
