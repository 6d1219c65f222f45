/** The item in the status bar's language menu: which server, which Python, which kind of file. */

import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { selector } from "./client";

export class Status implements vscode.Disposable {
  runsOn = "";
  private readonly item = vscode.languages.createLanguageStatusItem("agentls", selector);
  private readonly listener = vscode.window.onDidChangeActiveTextEditor(() => {
    this.update();
  });

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.item.name = "agentls";
    this.item.command = { command: "agentls.showOutput", title: "Show Output" };
    this.update();
  }

  update(): void {
    const client = this.client();
    const state = client?.state ?? State.Stopped;
    const { Error, Information } = vscode.LanguageStatusSeverity;
    this.item.busy = state === State.Starting;
    this.item.severity = state === State.Stopped || state === State.StartFailed ? Error : Information;
    this.item.text = `agentls ${client?.initializeResult?.serverInfo?.version ?? ""} ${STATES[state]}`;
    this.item.detail = this.runsOn;
    if (client && state === State.Running) {
      void this.addDialect(client);
    }
  }

  dispose(): void {
    this.item.dispose();
    this.listener.dispose();
  }

  private async addDialect(client: LanguageClient): Promise<void> {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const status = await client.sendRequest<{ title?: string }>("agentls/status", { uri }).catch(() => undefined);
    this.item.detail = [status?.title, this.runsOn].filter(Boolean).join(" · ");
  }
}

const STATES: Record<State, string> = {
  [State.Stopped]: "is not running",
  [State.Starting]: "is starting",
  [State.StartFailed]: "could not start",
  [State.Running]: "",
};
