/** Fixes of a whole file or of the whole workspace, and what is said afterwards. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";

/** `choices` of the findings that are `left` have fixes of which somebody has to choose one. */
interface Mended {
  readonly edit: WorkspaceEdit | null;
  readonly files: number;
  readonly fixed: number;
  readonly left: number;
  readonly choices: number;
}
interface Wish {
  readonly uri?: string;
  readonly obvious?: boolean;
  readonly confirm?: boolean;
}

type Ready = () => Promise<LanguageClient | undefined>;

export function registerFixing(ready: Ready): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("agentls.fixAll", () => fixFile(ready)),
    vscode.commands.registerCommand("agentls.fixWorkspace", () => fix(ready, { obvious: true, confirm: true })),
  ];
}

/** Makes every fix that changes no meaning, and offers the others to be looked at. */
async function fixFile(ready: Ready): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document) {
    await fix(ready, { uri: document.uri.toString() });
  }
}

async function fix(ready: Ready, wish: Wish): Promise<void> {
  const client = await ready();
  const mended = await client?.sendRequest<Mended>("agentls/fixAll", wish);
  const edit = mended?.edit && (await client?.protocol2CodeConverter.asWorkspaceEdit(mended.edit));
  if (edit && !(await vscode.workspace.applyEdit(edit, { isRefactoring: wish.confirm ?? false }))) {
    return;
  }
  if (mended) {
    const rest = mended.left && !wish.obvious && mended.choices ? ["Preview the Other Fixes"] : [];
    await act(await vscode.window.showInformationMessage(sentence(mended), ...rest, ...(mended.left ? ["Show Problems"] : [])), ready, wish);
  }
}

async function act(button: string | undefined, ready: Ready, wish: Wish): Promise<void> {
  if (button === "Show Problems") {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  } else if (button) {
    await fix(ready, { ...wish, obvious: true, confirm: true });
  }
}

function sentence({ files, fixed, left }: Mended): string {
  const done = fixed ? `${String(fixed)} fixed in ${String(files)} ${files === 1 ? "file" : "files"}` : "Nothing could be fixed without a choice";
  return `${done}; ${left ? `${String(left)} ${left === 1 ? "needs" : "need"} a look` : "nothing is left"}.`;
}
