/** What VS Code offers by itself in files of its own languages, and what is left to offer then. */

import * as vscode from "vscode";
import type { CompletionMiddleware } from "vscode-languageclient/node";
import facts from "./facts.json";

/**
 * VS Code has its own suggestions for some of these files and shows those of all providers in one list.
 * Asking for them at the same place tells exactly which names are there already.
 */
export function offerNothingTwice(): NonNullable<CompletionMiddleware["provideCompletionItem"]> {
  let asking = false;
  return async (document, position, context, token, next) => {
    const answer = asking ? [] : await next(document, position, context, token);
    // After a comma or a dash the others are not asked, and nothing of theirs is in the list.
    if (asking || !answer || !(document.languageId in facts.builtInLanguages) || (context.triggerCharacter ?? ":") !== ":") {
      return answer;
    }
    asking = true;
    const others = await vscode.commands
      .executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, position)
      .then((list) => list.items, () => []);
    asking = false;
    const taken = new Set(others.map(name));
    const [items, isIncomplete] = Array.isArray(answer) ? [answer, false] : [answer.items, answer.isIncomplete];
    return new vscode.CompletionList(items.filter((item) => !taken.has(name(item))), isIncomplete);
  };
}

const name = ({ label }: vscode.CompletionItem): string => (typeof label === "string" ? label : label.label);
