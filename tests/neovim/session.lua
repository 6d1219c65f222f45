-- Plays a session in a real Neovim and prints what it shows, as one line of JSON.
-- The environment variable SESSION holds the steps, as JSON: each names one of the functions in `act` below.
-- The steps run in a coroutine, so that the editor's main loop handles keys and messages between them.

local steps = vim.json.decode(vim.env.SESSION)
local PATIENCE = 15000
local shown = {}

local function finish(failure)
  shown.failure = failure
  io.stdout:write(vim.json.encode(shown) .. '\n')
  vim.cmd('qall!')
end

local session

-- Lets the editor run until `condition` gives something, and returns that; without a condition, for a moment.
local function wait(what, condition)
  local start = vim.uv.now()
  while true do
    local result = condition()
    if result then
      return result
    end
    if vim.uv.now() - start > PATIENCE then
      error('waited in vain for ' .. what, 0)
    end
    vim.defer_fn(session, 10)
    coroutine.yield()
  end
end

local function keys(text)
  vim.api.nvim_feedkeys(vim.keycode(text), 't', false)
end

-- Lets the editor run for so many milliseconds.
local function pause(time)
  local start = vim.uv.now()
  wait('the time to pass', function()
    return vim.uv.now() - start >= time
  end)
end

local function line()
  return vim.api.nvim_get_current_line()
end

local function diagnostics()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, {
      line = one.lnum,
      start = one.col,
      stop = one.end_col,
      severity = vim.diagnostic.severity[one.severity]:lower(),
      rule = one.code,
      message = one.message,
      text = vim.api.nvim_buf_get_text(0, one.lnum, one.col, one.end_lnum, one.end_col, {})[1],
    })
  end
  table.sort(found, function(a, b)
    return a.line < b.line or a.line == b.line and a.start < b.start
  end)
  return found
end

local function floating_window()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window
    end
  end
end

-- Which version of each buffer the server has judged last.
local judged = {}
local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(problem, result, context)
  publish(problem, result, context)
  judged[vim.uri_to_bufnr(result.uri)] = result.version
end

local function is_judged()
  local buffer = vim.api.nvim_get_current_buf()
  return judged[buffer] and judged[buffer] == vim.lsp.util.buf_versions[buffer]
end

local function client()
  return wait('the server', function()
    local found = vim.lsp.get_clients({ bufnr = 0, name = 'agentls' })[1]
    return found and found.initialized and found
  end)
end

local act = {}

-- Puts the cursor on the first `text` of the file, so many characters into it.
function act.go(step)
  for number, content in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local column = content:find(step.text, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 + (step.into or 0) })
      return line()
    end
  end
  error('no such text: ' .. step.text, 0)
end

-- Types keys and returns the completion menu that comes up by itself or, when asked for, by the usual keys.
function act.complete(step)
  keys(step.keys)
  wait('the keys to be typed', function()
    return vim.api.nvim_get_mode().mode:sub(1, 1) == 'i' and (not step.line or line() == step.line)
  end)
  if step.manual then
    keys('<C-x><C-o>')
  end
  wait('the completion menu', function()
    return vim.fn.pumvisible() == 1 and #vim.fn.complete_info({ 'items' }).items > 0
  end)
  local items = {}
  for _, item in ipairs(vim.fn.complete_info({ 'items' }).items) do
    table.insert(items, { label = item.abbr, kind = item.kind, detail = item.menu })
  end
  return items
end

-- Takes the first entry of the menu that is open and returns the line as it looks then.
function act.accept(step)
  local before = line()
  keys(string.rep('<C-n>', step.number or 1) .. '<C-y>')
  -- First the label is inserted, then what belongs there in its place.
  local seen, since = before, vim.uv.now()
  wait('the accepted entry', function()
    if line() ~= seen then
      seen, since = line(), vim.uv.now()
    end
    return seen ~= before and vim.uv.now() - since > 300
  end)
  keys('<Esc>')
  wait('normal mode', function()
    return vim.api.nvim_get_mode().mode == 'n'
  end)
  return line()
end

function act.hover()
  vim.lsp.buf.hover()
  local window = wait('the hover window', floating_window)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
  vim.api.nvim_win_close(window, true)
  return lines
end

-- Applies the code action of that title, or the preferred one, and returns all that were offered.
function act.fix(step)
  local offered = {}
  local before = line()
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      table.insert(offered, { title = action.title, preferred = action.isPreferred, kind = action.kind })
      return step.title and action.title == step.title or not step.title and action.isPreferred
    end,
  })
  wait('the fix', function()
    return line() ~= before
  end)
  return { offered = offered, line = line() }
end

local function where()
  local name = vim.api.nvim_buf_get_name(0)
  local position = vim.api.nvim_win_get_cursor(0)
  return { file = vim.fs.basename(name), line = position[1], column = position[2], text = line() }
end

-- Waits until the server has read the project: only then does it know all names.
function act.ready()
  wait('the project to be read', function()
    local answer = client():request_sync('agentls/status', { uri = '' }, 1000, 0)
    return answer and answer.result and answer.result.ready
  end)
  return true
end

-- Follows the name under the cursor and returns where that leads.
function act.definition()
  local before = vim.json.encode(where())
  vim.lsp.buf.definition()
  wait('the definition', function()
    return vim.json.encode(where()) ~= before
  end)
  return where()
end

-- Returns the places that use the name under the cursor.
function act.references()
  vim.fn.setqflist({})
  vim.lsp.buf.references({ includeDeclaration = false })
  wait('the references', function()
    return #vim.fn.getqflist() > 0
  end)
  local found = {}
  for _, one in ipairs(vim.fn.getqflist()) do
    table.insert(found, { file = vim.fs.basename(vim.api.nvim_buf_get_name(one.bufnr)), line = one.lnum })
  end
  vim.cmd.cclose()
  return found
end

-- Renames the name under the cursor, and writes all files.
function act.rename(step)
  local before = line()
  vim.lsp.buf.rename(step.name)
  wait('the rename', function()
    return line() ~= before
  end)
  vim.cmd('silent wall')
  return line()
end

function act.type(step)
  keys(step.keys)
  wait('the line', function()
    return line() == step.line
  end)
  return line()
end

-- Waits until the server has judged the text as it stands, for a rule if one is named, and returns what is underlined.
function act.diagnostics(step)
  wait('diagnostics', function()
    return is_judged() and (not step.rule or vim.iter(vim.diagnostic.get(0)):any(function(one)
      return one.code == step.rule
    end))
  end)
  return diagnostics()
end

-- What each key of a row is here. Who has waited for the list takes its first entry; before that nothing is chosen.
local KEYS = { ['\27'] = '<Esc>', ['\8'] = '<BS>', ['\n'] = '<CR>', ['\t'] = '<Tab>', ['\5'] = '<C-x><C-o>' }
local WAIT, TAKE = '\6', '<C-n><C-y>'

local function menu()
  return vim.fn.pumvisible() == 1 and vim.fn.complete_info({ 'matches' }).matches or {}
end

local function press(key, is_choice)
  if key == WAIT then
    wait('a list', function()
      return #menu() > 0
    end)
    return
  end
  keys(is_choice and (key == '\n' or key == '\t') and TAKE or KEYS[key] or key)
  pause(is_choice and 150 or 25)
  -- What the last key has asked for is answered first.
  client():request_sync('agentls/status', { uri = '' }, PATIENCE, 0)
  pause(15)
end

-- Types keys, one after the other, into a file that holds `text`, and returns its text and what is listed then.
function act.row(step)
  vim.cmd.edit(step.file)
  client()
  vim.api.nvim_buf_set_lines(0, 0, -1, true, vim.split(step.before .. step.after, '\n'))
  local lines = vim.split(step.before, '\n')
  keys('i')
  wait('insert mode', function()
    return vim.api.nvim_get_mode().mode == 'i'
  end)
  vim.api.nvim_win_set_cursor(0, { #lines, #lines[#lines] })
  local waited = false
  for _, key in ipairs(step.keys) do
    if vim.api.nvim_get_mode().mode == 'n' then
      keys('a')
    end
    press(key, waited)
    waited = key == WAIT
  end
  if step.lists then
    wait('a list at the end', function()
      return #menu() > 0
    end)
  end
  local labels = {}
  for _, item in ipairs(menu()) do
    table.insert(labels, item.abbr)
  end
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
  keys('<Esc><Esc>')
  wait('normal mode', function()
    return vim.api.nvim_get_mode().mode == 'n'
  end)
  vim.cmd.bwipeout({ bang = true })
  return { text = text, labels = labels }
end

function act.open(step)
  vim.cmd.edit(step.file)
  client()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

function act.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
end

function act.write()
  vim.cmd('silent write')
  return true
end

local function play()
  vim.o.swapfile = false
  vim.o.hidden = true
  shown.steps = {}
  for _, step in ipairs(steps.steps) do
    table.insert(shown.steps, act[step['do']](step))
  end
  shown.root = client().root_dir
  shown.encoding = client().offset_encoding
  shown.log = vim.fn.filereadable(vim.lsp.get_log_path()) == 1 and vim.fn.readfile(vim.lsp.get_log_path()) or {}
end

local routine = coroutine.create(play)
session = vim.schedule_wrap(function()
  local fine, problem = coroutine.resume(routine)
  if not fine then
    finish(problem)
  elseif coroutine.status(routine) == 'dead' then
    finish()
  end
end)
session()
