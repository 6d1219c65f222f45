;; For init.el: agent files are Markdown, for which markdown-mode stands; `M-x eglot' starts the server in such a file.
(with-eval-after-load 'eglot (add-to-list 'eglot-server-programs '((markdown-mode gfm-mode) . ("agentls" "lsp"))))
