-- Configuration for Neovim 0.11 and newer: copy it to ~/.config/nvim/lsp/ and call `vim.lsp.enable('agentls')`.
---@type vim.lsp.Config
return {
  cmd = { 'agentls', 'lsp' },
  filetypes = { 'markdown', 'json', 'jsonc', 'toml' },
  root_markers = { '.claude', '.claude-plugin', '.git' },
}
