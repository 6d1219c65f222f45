/** The commands that ask the server about the whole project. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Location, Position } from "vscode-languageserver-protocol";

/** Documents of this scheme tell what an agent will get; their query is the address of the agent's file. */
const EFFECTIVE = "agentls-effective";

type Counts = Record<"files" | "error" | "warning" | "information" | "hint", number>;

export function registerProjectCommands(client: () => LanguageClient | undefined): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("agentls.checkWorkspace", () => checkWorkspace(client())),
    vscode.commands.registerCommand("agentls.showEffective", showEffective),
    vscode.commands.registerCommand("agentls.showReferences", (uri: string, position: Position, locations: Location[]) => {
      const convert = client()?.protocol2CodeConverter;
      return convert && vscode.commands.executeCommand(
        "editor.action.showReferences", convert.asUri(uri), convert.asPosition(position), locations.map((one) => convert.asLocation(one)),
      );
    }),
    vscode.workspace.registerTextDocumentContentProvider(EFFECTIVE, {
      provideTextDocumentContent: async ({ query }) =>
        (await client()?.sendRequest<{ markdown: string } | null>("agentls/effective", { uri: query }))?.markdown ?? "This file defines no agent.",
    }),
  ];
}

async function checkWorkspace(client: LanguageClient | undefined): Promise<void> {
  const options = { location: vscode.ProgressLocation.Window, title: "agentls: checking the workspace" };
  const counts = await vscode.window.withProgress(options, () => Promise.resolve(client?.sendRequest<Counts>("agentls/checkWorkspace")));
  if (!counts) {
    void vscode.window.showInformationMessage("Open an agent file first: agentls starts with it.");
    return;
  }
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  const said = (["error", "warning", "information", "hint"] as const).filter((name) => counts[name]).map((name) => `${name}: ${String(counts[name])}`);
  void vscode.window.showInformationMessage(`agentls has read ${String(counts.files)} files. ${said.join(", ") || "Nothing to say"}.`);
}

async function showEffective(): Promise<void> {
  const file = vscode.window.activeTextEditor?.document.uri;
  if (file) {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const page = vscode.Uri.from({ scheme: EFFECTIVE, path: name, query: file.toString() });
    await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
  }
}
