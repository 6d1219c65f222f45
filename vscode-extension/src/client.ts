/** The connection to the server: how it is started, what it is told, what happens when it dies. */

import { join } from "node:path";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { CompletionMiddleware, ErrorHandler, LanguageClientOptions } from "vscode-languageclient/node";
import selector from "./selector.json";

export { selector };

const MOST_RESTARTS = 5;
const BUILT_IN_LANGUAGES = selector.flatMap((filter) => ("language" in filter ? [filter.language] : []));

export interface Command {
  readonly command: string;
  readonly args: string[];
}

/** Isolated from the user's own packages, the bundled server runs the same under every Python. */
export function bundledServer(python: string, folder: string): Command {
  return { command: python, args: ["-I", "-S", "-X", "utf8", join(folder, "bundled", "launch.py"), "lsp"] };
}

export async function createClient(
  server: Command,
  folder: string,
  log: vscode.LogOutputChannel,
  onGivenUp: () => void,
): Promise<LanguageClient> {
  const options: LanguageClientOptions = {
    documentSelector: selector,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { host: await host() },
    initializationFailedHandler: () => false,
    errorHandler: restartAFewTimes(log, onGivenUp),
    middleware: {
      // The old side of a comparison is nothing that anybody can mend.
      didOpen: (document, next) => (isReadOnly(document) ? Promise.resolve() : next(document)),
      ...offerNothingTwice(),
    },
  };
  return new QuietClient("agentls", "agentls", { ...server, options: { cwd: folder } }, options);
}

/** Tells the log what goes wrong, and leaves it to us to tell the person, once. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Says which editor's own checks of agent files run beside the server, if any. */
async function host(): Promise<{ name: string; version: string }> {
  const checks = (await vscode.languages.getLanguages()).some((language) => BUILT_IN_LANGUAGES.includes(language));
  return { name: checks ? "vscode" : vscode.env.appName, version: vscode.version };
}

function isReadOnly(document: vscode.TextDocument): boolean {
  return vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false;
}

function restartAFewTimes(log: vscode.LogOutputChannel, onGivenUp: () => void): ErrorHandler {
  let restarts = 0;
  return {
    error: (error, _message, count) => {
      log.error(error);
      return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: () => {
      if (restarts < MOST_RESTARTS) {
        restarts += 1;
        return { action: CloseAction.Restart, handled: true };
      }
      onGivenUp();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

/**
 * VS Code has its own suggestions for some of these files and shows those of all providers in one list.
 * Asking for them at the same place tells exactly which names are there already.
 */
function offerNothingTwice(): CompletionMiddleware {
  let asking = false;
  return {
    provideCompletionItem: async (document, position, context, token, next) => {
      if (asking) {
        return [];
      }
      const answer = await next(document, position, context, token);
      // After a comma or a dash the others are not asked, and nothing of theirs is in the list.
      const othersAnswer = BUILT_IN_LANGUAGES.includes(document.languageId) && (context.triggerCharacter ?? ":") === ":";
      if (!answer || !othersAnswer) {
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
    },
  };
}

function name(item: vscode.CompletionItem): string {
  return typeof item.label === "string" ? item.label : item.label.label;
}
