/** The connection to the server: how it is started, what it is told, what happens when it dies. */

import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, type Executable } from "vscode-languageclient/node";
import { offerNothingTwice } from "./doubles";
import facts from "./facts.json";

/** Which documents the server is told of: those at the places that assistants have, and those that the settings add. */
export function wantedDocuments(): typeof facts.selector {
  const own = vscode.workspace.getConfiguration("agentls").get<Record<string, string>>("dialects", {});
  const patterns = Object.keys(own).map((glob) => ({ pattern: `**/${glob.replace(/^(\*\*)?\//, "")}` }));
  return [...facts.selector, ...patterns];
}

/** Isolated from the user's own packages, the bundled server runs the same under every Python. */
export function bundledServer(python: string, folder: string): Executable {
  return { command: python, args: ["-I", "-S", "-X", "utf8", join(folder, "bundled", "launch.py"), "lsp"] };
}

export interface Hooks {
  /** Is called after the server has heard of a document. */
  readonly opened: (document: vscode.TextDocument) => void;
  /** Shows a message to the person. */
  readonly complain: (message: string) => void;
}

export function createClient(server: Executable, folder: string, log: vscode.LogOutputChannel, hooks: Hooks): LanguageClient {
  const client = new LanguageClient("agentls", "agentls", { ...server, options: { cwd: folder } }, {
    documentSelector: wantedDocuments(),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // The server knows which checks the editor of this name has, and for which languages. It hears of open documents
    // before it can ask for settings, and they say what some documents are.
    initializationOptions: { editor: { name: "vscode", version: vscode.version }, settings: vscode.workspace.getConfiguration("agentls") },
    initializationFailedHandler: () => false,
    connectionOptions: { maxRestartCount: 5 },
    middleware: {
      didOpen: async (document, next) => {
        // The old side of a comparison is nothing that anybody can mend.
        if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false) {
          await next(document);
          hooks.opened(document);
        }
      },
      provideCompletionItem: offerNothingTwice(),
    },
  });
  // The log gets everything that goes wrong; the person hears of what stops the server, once.
  const write = client.error.bind(client);
  client.error = (message: string, data?: unknown, show?: boolean | "force"): void => {
    write(message, data, false);
    if (show === "force") {
      hooks.complain(message);
    }
  };
  return client;
}
