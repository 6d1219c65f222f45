/** The commands that ask the server about the whole project. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Location, Position } from "vscode-languageserver-protocol";

/** Documents of this scheme tell what an agent will get; their query is the address of the agent's file. */
const EFFECTIVE = "agentls-effective";

type Counts = Record<"files" | "error" | "warning" | "information" | "hint", number>;

export function registerProjectCommands(ready: () => Promise<LanguageClient | undefined>): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("agentls.checkWorkspace", () => checkWorkspace(ready)),
    vscode.commands.registerCommand("agentls.showEffective", showEffective),
    vscode.commands.registerCommand("agentls.showReferences", async (uri: string, position: Position, locations: Location[]) => {
      const convert = (await ready())?.protocol2CodeConverter;
      return convert && vscode.commands.executeCommand(
        "editor.action.showReferences", convert.asUri(uri), convert.asPosition(position), locations.map((one) => convert.asLocation(one)),
      );
    }),
    vscode.workspace.registerTextDocumentContentProvider(EFFECTIVE, {
      provideTextDocumentContent: async ({ query }) =>
        (await (await ready())?.sendRequest<{ markdown: string } | null>("agentls/effective", { uri: query }))?.markdown ?? "This file defines no agent.",
    }),
  ];
}

async function checkWorkspace(ready: () => Promise<LanguageClient | undefined>): Promise<void> {
  const options = { location: vscode.ProgressLocation.Window, title: "agentls: checking the workspace" };
  const counts = await vscode.window.withProgress(options, async () => (await ready())?.sendRequest<Counts>("agentls/checkWorkspace"));
  if (counts) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    void vscode.window.showInformationMessage(summary(counts));
  }
}

/** Says it as the command line does. */
function summary(counts: Counts): string {
  const found = (["error", "warning", "information", "hint"] as const).filter((name) => counts[name]).map((name) => plural(counts[name], name));
  return `${found.join(", ") || "No findings"} in ${plural(counts.files, "file")}.`;
}

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 || noun === "information" ? "" : "s"}`;
}

/** Shows the page of the agent in the active editor, or of the file that a menu or a lens is about. */
async function showEffective(about?: vscode.Uri | string): Promise<void> {
  const file = typeof about === "string" ? vscode.Uri.parse(about) : (about ?? vscode.window.activeTextEditor?.document.uri);
  if (file) {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const page = vscode.Uri.from({ scheme: EFFECTIVE, path: name, query: file.toString() });
    await vscode.commands.executeCommand("markdown.showPreviewToSide", page, undefined, { locked: true });
  }
}
