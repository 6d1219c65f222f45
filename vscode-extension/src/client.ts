/** The connection to the server: how it is started, what it is told, what happens when it dies. */

import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, type CompletionMiddleware, type Executable } from "vscode-languageclient/node";
import selector from "./selector.json";

export { selector };

const BUILT_IN_LANGUAGES = selector.flatMap((filter) => ("language" in filter ? [filter.language] : []));

/** Isolated from the user's own packages, the bundled server runs the same under every Python. */
export function bundledServer(python: string, folder: string): Executable {
  return { command: python, args: ["-I", "-S", "-X", "utf8", join(folder, "bundled", "launch.py"), "lsp"] };
}

export async function createClient(
  server: Executable,
  folder: string,
  log: vscode.LogOutputChannel,
  complain: (message: string) => void,
): Promise<LanguageClient> {
  // Tells the server whether an editor with checks of its own runs beside it.
  const checks = (await vscode.languages.getLanguages()).some((language) => BUILT_IN_LANGUAGES.includes(language));
  const client = new LanguageClient("agentls", "agentls", { ...server, options: { cwd: folder } }, {
    documentSelector: selector,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { host: { name: checks ? "vscode" : vscode.env.appName, version: vscode.version } },
    initializationFailedHandler: () => false,
    connectionOptions: { maxRestartCount: 5 },
    middleware: {
      // The old side of a comparison is nothing that anybody can mend.
      didOpen: (document, next) =>
        vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false ? Promise.resolve() : next(document),
      provideCompletionItem: offerNothingTwice(),
    },
  });
  // The log gets everything that goes wrong; the person hears of what stops the server, once.
  const write = client.error.bind(client);
  client.error = (message: string, data?: unknown, show?: boolean | "force"): void => {
    write(message, data, false);
    if (show === "force") {
      complain(message);
    }
  };
  return client;
}

/**
 * VS Code has its own suggestions for some of these files and shows those of all providers in one list.
 * Asking for them at the same place tells exactly which names are there already.
 */
function offerNothingTwice(): NonNullable<CompletionMiddleware["provideCompletionItem"]> {
  let asking = false;
  return async (document, position, context, token, next) => {
    const answer = asking ? [] : await next(document, position, context, token);
    // After a comma or a dash the others are not asked, and nothing of theirs is in the list.
    if (asking || !answer || !BUILT_IN_LANGUAGES.includes(document.languageId) || (context.triggerCharacter ?? ":") !== ":") {
      return answer;
    }
    asking = true;
    const others = await vscode.commands
      .executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, position)
      .then((list) => list.items, () => []);
    asking = false;
    const taken = new Set(others.map(name));
    const [items, isIncomplete] = Array.isArray(answer) ? [answer, false] : [answer.items, answer.isIncomplete];
    return new vscode.CompletionList(items.filter((item) => !taken.has(name(item))), isIncomplete);
  };
}

const name = ({ label }: vscode.CompletionItem): string => (typeof label === "string" ? label : label.label);
