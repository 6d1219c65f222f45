/**
 * Which language an open file is in. Where paths alone tell, VS Code has been told in package.json; here is the rest:
 * files that only the server recognises, and the way back to VS Code's own languages for those who want them.
 */

import * as vscode from "vscode";
import facts from "./facts.json";

/** Asks the server which of our languages an open file is in, if any. */
type Ask = (document: vscode.TextDocument) => Promise<string | null | undefined>;

export class Languages {
  /** What has its language, by us or by somebody's choice; nobody is overruled twice. */
  private settled = new WeakSet<vscode.TextDocument>();

  constructor(private readonly ask: Ask) {}

  /** Gives a file the language that it should be in, once. */
  async settle(document: vscode.TextDocument): Promise<void> {
    if (this.settled.has(document)) {
      return;
    }
    this.settled.add(document);
    const wanted = isOn() ? await this.ours(document) : await theirs(document);
    if (wanted && wanted !== document.languageId && !document.isClosed) {
      await vscode.languages.setTextDocumentLanguage(document, wanted);
    }
  }

  /** Looks at every open file anew, after the setting has changed. */
  async settleAll(): Promise<void> {
    this.settled = new WeakSet();
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.settle(document)));
  }

  private async ours(document: vscode.TextDocument): Promise<string | null | undefined> {
    const isOthers = document.languageId === "markdown" || document.languageId in facts.builtInLanguages;
    return isOthers && !isChosenByUser(document) ? this.ask(document) : undefined;
  }
}

/** Returns the language that VS Code would have taken the file for without us. */
async function theirs(document: vscode.TextDocument): Promise<string | undefined> {
  if (!facts.ownLanguages.includes(document.languageId) || isChosenByUser(document)) {
    return undefined;
  }
  const known = await vscode.languages.getLanguages();
  const fits = ([language, globs]: [string, string[]]): boolean =>
    known.includes(language) && globs.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
  return Object.entries(facts.builtInLanguages).find(fits)?.[0] ?? "markdown";
}

export function isOn(): boolean {
  return vscode.workspace.getConfiguration("agentls").get("ownLanguages", true);
}

function isChosenByUser(document: vscode.TextDocument): boolean {
  const chosen = vscode.workspace.getConfiguration("files", document).get<Record<string, string>>("associations", {});
  return Object.keys(chosen).some((glob) => vscode.languages.match({ pattern: glob.includes("/") ? glob : `**/${glob}` }, document) > 0);
}
