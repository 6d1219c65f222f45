/** The commands of the palette. */

import { homedir } from "node:os";
import * as vscode from "vscode";
import template from "../templates/claude-code-agent.md";

export function registerCommands(log: vscode.LogOutputChannel, restart: () => Promise<void>): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    restart,
    showOutput: () => { log.show(); },
    fixAll: () => vscode.commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.agentls", apply: "first" }),
    chooseInterpreter,
    explainRule,
    newAgent,
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

async function newAgent(): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: "New Agent",
    prompt: "The name by which the agent is called",
    placeHolder: "code-reviewer",
    validateInput: (text) => (/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,255}$/u.test(text) ? null : "Letters, digits, - and _, beginning with a letter or digit"),
  });
  const mine = vscode.Uri.file(process.env["CLAUDE_CONFIG_DIR"] ?? `${homedir()}/.claude`);
  const places = [
    ...(vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({ label: `Project ${name}`, folder: vscode.Uri.joinPath(uri, ".claude", "agents") })),
    { label: "All my projects", folder: vscode.Uri.joinPath(mine, "agents") },
  ].map((place) => ({ ...place, description: place.folder.fsPath }));
  const place = name && (await vscode.window.showQuickPick(places, { title: "New Agent", placeHolder: "Where?" }));
  if (!place) {
    return;
  }
  const file = vscode.Uri.joinPath(place.folder, `${name}.md`);
  if (!(await vscode.workspace.fs.stat(file).then(() => true, () => false))) {
    await vscode.workspace.fs.writeFile(file, Buffer.from(template.replaceAll("{{name}}", name)));
  }
  await vscode.window.showTextDocument(file);
}
