/** What the interpreter search asks of VS Code and of the machine. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { findInterpreter, type Interpreter } from "./interpreter";

/** The part of the Python extension's public interface that is used here. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(): { readonly path: string };
    resolveEnvironment(path: unknown): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** Returns the path of the server that the user wants instead of ours, if any. */
export function ownServer(): string {
  return vscode.workspace.getConfiguration("agentls").get("server", "").trim();
}

/** Searches from the extension's folder: Windows would look for `python` in the workspace otherwise. */
export function chooseInterpreter(folder: string): Promise<Interpreter> {
  return findInterpreter({
    setting: vscode.workspace.getConfiguration("agentls").get("interpreter", []),
    chosenElsewhere,
    platform: process.platform,
    run: async (command, args) => {
      const options = { cwd: folder, timeout: 10_000, windowsHide: true };
      return (await promisify(execFile)(command, [...args], options)).stdout;
    },
  });
}

/** A folder that nobody vouched for must not decide which program runs, and the choice may come from it. */
async function chosenElsewhere(): Promise<string | undefined> {
  const python = vscode.workspace.isTrusted ? await pythonExtension() : undefined;
  const active = python?.environments.getActiveEnvironmentPath();
  const environment = active && (await python?.environments.resolveEnvironment(active));
  return environment?.executable.uri?.fsPath;
}

export async function onInterpreterChosenElsewhere(act: () => void): Promise<vscode.Disposable | undefined> {
  return (await pythonExtension())?.environments.onDidChangeActiveEnvironmentPath(act);
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  return extension && (extension.isActive ? extension.exports : extension.activate());
}
