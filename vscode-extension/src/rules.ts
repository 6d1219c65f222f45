/** The pages of the rules: they come with the server, so that they can be read without a network. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** Documents of this scheme are pages of rules; their paths are the names. */
const RULE = "agentls-rule";

export function registerRulePages(ready: () => Promise<LanguageClient | undefined>): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("agentls.explainRule", (rule?: string) => (rule ? show(rule) : showOneHere())),
    vscode.workspace.registerTextDocumentContentProvider(RULE, {
      provideTextDocumentContent: async ({ path }) => {
        const rule = path.slice(1).replace(/\.md$/, "");
        const page = await (await ready())?.sendRequest<{ markdown: string } | null>("agentls/explainRule", { rule });
        return page?.markdown ?? `There is no rule called ${rule}.`;
      },
    }),
  ];
}

async function show(rule: string): Promise<void> {
  const page = vscode.Uri.from({ scheme: RULE, path: `/${rule}.md` });
  // Locked, so that it stays when somebody looks at another Markdown file.
  await vscode.commands.executeCommand("markdown.showPreviewToSide", page, undefined, { locked: true });
}

/** Opens the page of the rule at the cursor, or of one that the user picks among those of the file. */
async function showOneHere(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const all = (editor ? vscode.languages.getDiagnostics(editor.document.uri) : []).flatMap(({ source, code, range, message }) =>
    source === "agentls" && typeof code === "object" ? [{ label: String(code.value), detail: message, range }] : [],
  );
  const here = all.filter(({ range }) => editor?.selections.some((selection) => range.intersection(selection)));
  const choices = [...new Map((here.length ? here : all).map((each) => [each.label, each])).values()];
  const picked = choices.length > 1 ? await vscode.window.showQuickPick(choices, { placeHolder: "Explain which rule?" }) : choices[0];
  if (picked) {
    await show(picked.label);
  } else if (!choices.length) {
    void vscode.window.showInformationMessage("agentls has nothing to say about this file.");
  }
}
