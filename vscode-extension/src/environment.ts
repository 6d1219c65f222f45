/** What the interpreter search asks of VS Code and of the machine. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";
import { findInterpreter, type Interpreter } from "./interpreter";

/** Searches from the extension's folder: Windows would look for `python` in the workspace otherwise. */
export function chooseInterpreter(folder: string): Promise<Interpreter> {
  const options = { cwd: folder, timeout: 10_000, windowsHide: true };
  return findInterpreter({
    setting: vscode.workspace.getConfiguration("agentls").get("interpreter", []),
    chosenElsewhere,
    platform: process.platform,
    run: async (command, args) => (await promisify(execFile)(command, [...args], options)).stdout,
  });
}

/** A folder that nobody vouched for must not decide which program runs, and the choice may come from it. */
async function chosenElsewhere(): Promise<string | undefined> {
  const environments = vscode.workspace.isTrusted ? await pythonEnvironments() : undefined;
  const active = environments && (await environments.resolveEnvironment(environments.getActiveEnvironmentPath()));
  return active?.executable.uri?.fsPath;
}

export async function onInterpreterChosenElsewhere(act: () => void): Promise<vscode.Disposable | undefined> {
  return (await pythonEnvironments())?.onDidChangeActiveEnvironmentPath(act);
}

async function pythonEnvironments(): Promise<PythonExtension["environments"] | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  return (await extension?.activate())?.environments;
}
