/** The commands of the palette. */

import * as vscode from "vscode";
import { askForInterpreter } from "./environment";

export function registerCommands(log: vscode.LogOutputChannel, folder: string, restart: () => Promise<void>): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    restart,
    showOutput: () => { log.show(); },
    chooseInterpreter: () => askForInterpreter(folder),
  };
  return Object.entries(commands).map(([name, act]) => vscode.commands.registerCommand(`agentls.${name}`, act));
}
