/** Starts the server where there are agent files, and keeps it on the interpreter that the user wants. */

import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { bundledServer, createClient, wantedDocuments } from "./client";
import { registerCommands } from "./commands";
import { registerCreation } from "./create";
import { chooseInterpreter, onInterpreterChosenElsewhere } from "./environment";
import facts from "./facts.json";
import { registerFixing } from "./fixing";
import { complain, explain } from "./help";
import { Languages } from "./language";
import { registerProjectCommands } from "./project";
import { registerRulePages } from "./rules";
import { createStatus } from "./status";

let client: LanguageClient | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("agentls", { log: true });
  const folder = context.extensionPath;
  let running = "";
  let runsOn = "";
  let busy: Promise<void> | undefined;
  const status = createStatus(() => client, () => runsOn);
  const languages = new Languages(async (document) => {
    const asked = client?.sendRequest<{ language: string | null }>("agentls/status", { uri: document.uri.toString() });
    return (await asked?.catch(() => undefined))?.language;
  });

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
    client = createClient(server, folder, log, {
      opened: (document) => void languages.settle(document),
      complain: (message) => void complain(message, "Show Output"),
    });
    context.subscriptions.push(client.onDidChangeState(status.update));
    await client.start();
    await vscode.commands.executeCommand("setContext", "agentls.isRunning", true);
  };

  const report = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
    explain(error);
  };
  /** One start after the other: a second one must not begin before the first has ended. */
  const run = (again: boolean): Promise<void> => {
    if (!busy) {
      void onInterpreterChosenElsewhere(() => void run(false)).then((each) => each && context.subscriptions.push(each));
    }
    busy = (busy ?? Promise.resolve()).then(() => start(again)).catch(report).then(status.update);
    return busy;
  };
  const runIfWanted = (documents: readonly vscode.TextDocument[]): void => {
    const wanted = wantedDocuments();
    if (!busy && documents.some((document) => vscode.languages.match(wanted, document) > 0)) {
      void run(false);
    }
  };
  const runIfFolderHasFiles = async (): Promise<void> => {
    const [found] = busy ? [] : await vscode.workspace.findFiles(`{${facts.places.join(",")}}`, "**/node_modules/**", 1);
    if (found && !busy) {
      void run(false);
    }
  };
  /** Returns the server for a command, which must not depend on what has been opened before. */
  const ready = async (): Promise<LanguageClient | undefined> => {
    await (busy ?? run(false));
    return client?.state === State.Running ? client : undefined;
  };

  context.subscriptions.push(
    log,
    status.parts,
    ...registerCommands(log, folder, () => run(true)),
    ...registerCreation(ready),
    ...registerFixing(ready),
    ...registerProjectCommands(ready),
    ...registerRulePages(ready),
    vscode.workspace.onDidOpenTextDocument((document) => { runIfWanted([document]); }),
    vscode.workspace.onDidChangeWorkspaceFolders(runIfFolderHasFiles),
    vscode.workspace.onDidChangeConfiguration((event) => {
      // Which documents the server is told of is said when it starts.
      if (busy && ["agentls.interpreter", "agentls.server", "agentls.dialects"].some((name) => event.affectsConfiguration(name))) {
        void run(true);
      }
      // Until now nothing that is open may have been of interest.
      runIfWanted(vscode.workspace.textDocuments);
      if (event.affectsConfiguration("agentls.ownLanguages")) {
        void languages.settleAll();
      }
    }),
  );
  runIfWanted(vscode.workspace.textDocuments);
  void runIfFolderHasFiles();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
