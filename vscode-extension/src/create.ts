/** Begins a new agent, skill or command: asks for a name and a place, and writes the server's template to be filled in. */

import { homedir } from "node:os";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import facts from "./facts.json";

type Ready = () => Promise<LanguageClient | undefined>;

export function registerCreation(ready: Ready): vscode.Disposable[] {
  return ["agent", "skill", "command"].map((kind) =>
    vscode.commands.registerCommand(`agentls.new${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, () => create(kind, ready)),
  );
}

async function create(kind: string, ready: Ready): Promise<void> {
  const title = `New ${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const name = await vscode.window.showInputBox({
    title,
    prompt: `The name by which the ${kind} is called`,
    placeHolder: PLACEHOLDERS[kind] ?? "",
    ignoreFocusOut: true,
    validateInput: (text) => (/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,255}$/u.test(text) ? null : "Letters, digits, - and _, beginning with a letter or digit"),
  });
  const place = name && (await vscode.window.showQuickPick(placesFor(kind, name), { title, placeHolder: "Where?", ignoreFocusOut: true }));
  if (!place) {
    return;
  }
  const isThere = await vscode.workspace.fs.stat(place.file).then(() => true, () => false);
  if (!isThere) {
    await vscode.workspace.fs.writeFile(place.file, new Uint8Array());
  }
  const editor = await vscode.window.showTextDocument(place.file);
  const client = editor.document.getText() === "" ? await ready() : undefined;
  const asked = client?.sendRequest<{ snippet: string } | null>("agentls/template", { uri: client.code2ProtocolConverter.asUri(place.file) });
  const template = await asked?.catch(() => null);
  if (template && editor.document.getText() === "") {
    await editor.insertSnippet(new vscode.SnippetString(template.snippet), new vscode.Position(0, 0));
  }
}

const PLACEHOLDERS: Record<string, string> = { agent: "code-reviewer", skill: "release-notes", command: "fix-issue" };

/** Returns where a file of this kind may go: in each open folder, and among the person's own files. */
function placesFor(kind: string, name: string): (vscode.QuickPickItem & { file: vscode.Uri })[] {
  const home = vscode.Uri.file(homedir());
  const own = process.env["CLAUDE_CONFIG_DIR"];
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => ({ label: `Project ${folder.name}`, uri: folder.uri }));
  const kinds = facts.newFiles.filter((each) => each.kind === kind);
  return kinds.flatMap(({ title, path }) =>
    [...folders, { label: "All my projects", uri: home }].map(({ label, uri }) => {
      const inside = path.replace("{name}", name);
      // Claude Code's own folder may lie elsewhere than in the home folder.
      const file = uri === home && own && inside.startsWith(".claude/")
        ? vscode.Uri.joinPath(vscode.Uri.file(own), inside.slice(".claude/".length))
        : vscode.Uri.joinPath(uri, inside);
      return { label: kinds.length > 1 ? `${label}: ${title}` : label, description: file.fsPath, file };
    }),
  );
}
