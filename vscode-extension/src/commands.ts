/** The commands of the palette. */

import * as vscode from "vscode";

export function registerCommands(log: vscode.LogOutputChannel, restart: () => Promise<void>): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    restart,
    showOutput: () => { log.show(); },
    fixAll: () => vscode.commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.agentls", apply: "first" }),
    chooseInterpreter,
    explainRule,
  };
  return Object.entries(commands).map(([name, act]) => vscode.commands.registerCommand(`agentls.${name}`, act));
}

async function chooseInterpreter(): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: "Python 3.10 or newer", openLabel: "Use" })) ?? [];
  if (file) {
    await vscode.workspace.getConfiguration("agentls").update("interpreter", [file.fsPath], vscode.ConfigurationTarget.Global);
  }
}

/** Opens the page of a rule: of the one at the cursor, or of one that the user picks among those of the file. */
async function explainRule(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const all = (editor ? vscode.languages.getDiagnostics(editor.document.uri) : []).flatMap(({ source, code, range, message }) =>
    source === "agentls" && typeof code === "object" ? [{ label: String(code.value), detail: message, page: code.target, range }] : [],
  );
  const here = all.filter(({ range }) => editor?.selections.some((selection) => range.intersection(selection)));
  const choices = [...new Map((here.length ? here : all).map((each) => [each.label, each])).values()];
  const picked = choices.length > 1 ? await vscode.window.showQuickPick(choices, { placeHolder: "Explain which rule?" }) : choices[0];
  if (picked) {
    // The pages come with the server, so that they can be read without a network.
    await vscode.commands.executeCommand(picked.page.scheme === "file" ? "markdown.showPreview" : "vscode.open", picked.page);
  } else if (!choices.length) {
    void vscode.window.showInformationMessage("agentls has nothing to say about this file.");
  }
}
