/** What a person is told when the server cannot run, and the ways out that are offered. */

import * as vscode from "vscode";
import { NoInterpreter } from "./interpreter";

const HELP: Record<string, [command: string, ...args: unknown[]]> = {
  "Install Python": ["vscode.open", "https://www.python.org/downloads/"],
  "Choose Interpreter": ["agentls.chooseInterpreter"],
  "Open Guide": ["workbench.action.openWalkthrough", "agentls.agentls#agentls.start", false],
  "Show Output": ["agentls.showOutput"],
};
/** No more than what a message shows whole. */
const WAYS_OUT = ["Install Python", "Choose Interpreter", "Open Guide"];
let complaining = false;

/** Says why the server does not run. */
export function explain(error: unknown): void {
  if (!(error instanceof NoInterpreter)) {
    void complain("The agentls server could not be started.", "Show Output");
  } else if (error.newest) {
    void complain(`agentls needs Python 3.10 or newer. ${error.newest.command} is Python ${error.newest.version}.`, ...WAYS_OUT);
  } else if (error.chosen) {
    void complain(`agentls can't run \`${error.chosen}\`, the Python that the setting agentls.interpreter names.`, "Choose Interpreter", "Show Output");
  } else {
    void complain("agentls needs Python, 3.10 or newer, and found none. Install it, then restart agentls.", ...WAYS_OUT);
  }
}

/** Shows one message at a time: what fails once often fails in several places. */
export async function complain(message: string, ...buttons: string[]): Promise<void> {
  if (!complaining) {
    complaining = true;
    const help = HELP[(await vscode.window.showErrorMessage(message, ...buttons)) ?? ""];
    complaining = false;
    await (help && vscode.commands.executeCommand(...help));
  }
}
