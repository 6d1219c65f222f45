/** The commands of the palette. */

import * as vscode from "vscode";

export function registerCommands(log: vscode.LogOutputChannel, restart: () => Promise<void>): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    restart,
    showOutput: () => { log.show(); },
    chooseInterpreter,
  };
  return Object.entries(commands).map(([name, act]) => vscode.commands.registerCommand(`agentls.${name}`, act));
}

async function chooseInterpreter(): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: "Python 3.10 or newer", openLabel: "Use" })) ?? [];
  if (file) {
    await vscode.workspace.getConfiguration("agentls").update("interpreter", [file.fsPath], vscode.ConfigurationTarget.Global);
  }
}
