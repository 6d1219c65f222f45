/** The item in the status bar's language menu: which server, which Python, which kind of file. */

import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { wantedDocuments } from "./client";

const STATES = { [State.Stopped]: "is not running", [State.Starting]: "is starting", [State.StartFailed]: "could not start", [State.Running]: "" };

export function createStatus(client: () => LanguageClient | undefined, runsOn: () => string): { update: () => Promise<void>; parts: vscode.Disposable } {
  const item = vscode.languages.createLanguageStatusItem("agentls", wantedDocuments());
  item.name = "agentls";
  item.command = { command: "agentls.showOutput", title: "Show Output" };
  const update = async (): Promise<void> => {
    const state = client()?.state ?? State.Stopped;
    const failed = state === State.Stopped || state === State.StartFailed;
    item.busy = state === State.Starting;
    item.severity = vscode.LanguageStatusSeverity[failed ? "Error" : "Information"];
    item.text = `agentls ${client()?.initializeResult?.serverInfo?.version ?? ""} ${STATES[state]}`.trim();
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const asked = state === State.Running ? client()?.sendRequest<{ title?: string }>("agentls/status", { uri }) : undefined;
    const kind = await asked?.catch(() => undefined);
    item.detail = [kind?.title, runsOn()].filter(Boolean).join(" · ");
  };
  return { update, parts: vscode.Disposable.from(item, vscode.window.onDidChangeActiveTextEditor(update)) };
}
