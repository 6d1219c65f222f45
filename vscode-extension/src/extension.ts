/** Starts the server once an agent file is open, and keeps it on the interpreter that the user wants. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { bundledServer, createClient, selector } from "./client";
import { registerCommands } from "./commands";
import { chooseInterpreter, onInterpreterChosenElsewhere } from "./environment";
import { NoInterpreter } from "./interpreter";
import { registerProjectCommands } from "./project";
import { createStatus } from "./status";

let client: LanguageClient | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("agentls", { log: true });
  const folder = context.extensionPath;
  let running = "";
  let runsOn = "";
  let busy: Promise<void> | undefined;
  const status = createStatus(() => client, () => runsOn);

  const start = async (again: boolean): Promise<void> => {
    const own = vscode.workspace.getConfiguration("agentls").get("server", "").trim();
    const interpreter = own ? undefined : await chooseInterpreter(folder);
    const server = interpreter ? bundledServer(interpreter.path, folder) : { command: own, args: ["lsp"] };
    if (client?.isRunning() && !again && running === server.command) {
      return;
    }
    await client?.dispose().catch(() => undefined);
    running = server.command;
    runsOn = interpreter ? `Python ${interpreter.version} (${interpreter.origin})` : own;
    log.info(`Starting ${[server.command, ...(server.args ?? [])].join(" ")}`);
    client = await createClient(server, folder, log, (message) => void complain(message, "Show Output"));
    context.subscriptions.push(client.onDidChangeState(status.update));
    await client.start();
  };

  const report = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
    void (error instanceof NoInterpreter
      ? complain("agentls needs Python 3.10 or newer, and none was found.", ...Object.keys(HELP))
      : complain("The agentls server could not be started.", "Show Output"));
  };
  /** One start after the other: a second one must not begin before the first has ended. */
  const run = (again: boolean): Promise<void> => {
    busy = (busy ?? Promise.resolve()).then(() => start(again)).catch(report).then(status.update);
    return busy;
  };
  const runIfWanted = (documents: readonly vscode.TextDocument[]): void => {
    if (!busy && documents.some((document) => vscode.languages.match(selector, document) > 0)) {
      void run(false);
      void onInterpreterChosenElsewhere(() => void run(false)).then((each) => each && context.subscriptions.push(each));
    }
  };

  context.subscriptions.push(
    log,
    status.parts,
    ...registerCommands(log, () => run(true)),
    ...registerProjectCommands(() => client),
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

const HELP: Record<string, [command: string, ...args: unknown[]]> = {
  "Choose Interpreter": ["agentls.chooseInterpreter"],
  "Open Guide": ["workbench.action.openWalkthrough", "agentls.agentls#agentls.start", false],
  "Show Output": ["agentls.showOutput"],
};
let complaining = false;

/** Shows one message at a time: what fails once often fails in several places. */
async function complain(message: string, ...buttons: string[]): Promise<void> {
  if (!complaining) {
    complaining = true;
    const help = HELP[(await vscode.window.showErrorMessage(message, ...buttons)) ?? ""];
    complaining = false;
    await (help && vscode.commands.executeCommand(...help));
  }
}
