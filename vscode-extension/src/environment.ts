/** What the interpreter search asks of VS Code and of the machine. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";
import { findInterpreter, listInterpreters, type Interpreter, type Sources } from "./interpreter";

export function chooseInterpreter(folder: string): Promise<Interpreter> {
  return findInterpreter(sources(folder));
}

/** Lets a person choose among the Pythons of this machine, or point at another one, and keeps the choice in the settings. */
export async function askForInterpreter(folder: string): Promise<void> {
  const found = listInterpreters(sources(folder)).then((all) => [
    ...all.map(({ path, version, origin }) => ({ label: `Python ${version}`, description: path, detail: origin, choice: [path] })),
    { label: "$(search) Find one by itself", detail: "Takes the first of these that runs, each time the server starts", choice: null },
    { label: "$(folder-opened) Browse…", detail: "A Python that is not on this list", choice: undefined },
  ]);
  const chosen = await vscode.window.showQuickPick(found, { title: "Choose Interpreter", placeHolder: "The Python that runs the server, 3.10 or newer" });
  const choice = chosen && chosen.choice === undefined ? await browse() : chosen?.choice;
  if (choice !== undefined) {
    await vscode.workspace.getConfiguration("agentls").update("interpreter", choice ?? undefined, vscode.ConfigurationTarget.Global);
  }
}

async function browse(): Promise<string[] | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: "Python 3.10 or newer", openLabel: "Use" })) ?? [];
  return file && [file.fsPath];
}

/** Searches from the extension's folder: Windows would look for `python` in the workspace otherwise. */
function sources(folder: string): Sources {
  const options = { cwd: folder, timeout: 10_000, windowsHide: true };
  return {
    setting: vscode.workspace.getConfiguration("agentls").get("interpreter", []),
    chosenElsewhere,
    platform: process.platform,
    run: async (command, args) => (await promisify(execFile)(command, [...args], options)).stdout,
  };
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
