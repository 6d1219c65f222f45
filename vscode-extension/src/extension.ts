/** Starts the server once an agent file is open, and keeps it on the interpreter that the user wants. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { bundledServer, createClient, selector } from "./client";
import { registerCommands } from "./commands";
import { chooseInterpreter, onInterpreterChosenElsewhere, ownServer } from "./environment";
import { NoInterpreter } from "./interpreter";
import { Status } from "./status";

let client: LanguageClient | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("agentls", { log: true });
  const status = new Status(() => client);
  const folder = context.extensionPath;
  let command = "";
  let busy: Promise<void> | undefined;

  const start = async (again: boolean): Promise<void> => {
    const interpreter = ownServer() ? undefined : await chooseInterpreter(folder);
    const server = interpreter ? bundledServer(interpreter.path, folder) : { command: ownServer(), args: ["lsp"] };
    if (client?.isRunning() && !again && command === server.command) {
      return;
    }
    await client?.dispose().catch(() => undefined);
    command = server.command;
    log.info(`Starting ${[server.command, ...server.args].join(" ")}`);
    const givenUp = (): void => void complain(log, "The agentls server stopped again and again, and was given up.");
    client = await createClient(server, folder, log, givenUp);
    context.subscriptions.push(client.onDidChangeState(() => { status.update(); }));
    status.runsOn = interpreter ? `Python ${interpreter.version} (${interpreter.origin})` : server.command;
    await client.start();
  };

  /** One start after the other: a second one must not begin before the first has ended. */
  const run = (again: boolean): Promise<void> => {
    busy = (busy ?? Promise.resolve()).then(() => start(again)).catch(report(log));
    return busy.then(() => {
      status.update();
    });
  };
  const runIfWanted = (documents: readonly vscode.TextDocument[]): void => {
    if (!busy && documents.some((document) => vscode.languages.match(selector, document) > 0)) {
      void run(false);
      void onInterpreterChosenElsewhere(() => void run(false)).then((each) => each && context.subscriptions.push(each));
    }
  };

  context.subscriptions.push(
    log,
    status,
    ...registerCommands(log, () => run(true)),
    vscode.workspace.onDidOpenTextDocument((document) => { runIfWanted([document]); }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (busy && ["agentls.interpreter", "agentls.server"].some((name) => event.affectsConfiguration(name))) {
        void run(true);
      }
    }),
  );
  runIfWanted(vscode.workspace.textDocuments);
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

const report = (log: vscode.LogOutputChannel) => (error: unknown): void => {
  log.error(error instanceof Error ? error : String(error));
  if (error instanceof NoInterpreter) {
    void complain(log, "agentls needs Python 3.10 or newer, and none was found.", "Choose Interpreter", "Open Guide");
  } else {
    void complain(log, "The agentls server could not be started.");
  }
};

let complaint: string | undefined;

/** Shows one message at a time: what fails once often fails in several places. */
async function complain(log: vscode.LogOutputChannel, message: string, ...buttons: string[]): Promise<void> {
  if (complaint) {
    return;
  }
  complaint = message;
  const button = await vscode.window.showErrorMessage(message, ...buttons, "Show Output");
  complaint = undefined;
  if (button === "Choose Interpreter") {
    await vscode.commands.executeCommand("agentls.chooseInterpreter");
  } else if (button === "Open Guide") {
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", "agentls.agentls#agentls.start", false);
  } else if (button) {
    log.show();
  }
}
