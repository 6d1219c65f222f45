#!/usr/bin/env node
// `npx agentls`: the command line without an installed Python.

import { readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { isAbsolute, sep } from "node:path";
import { loadPyodide, type PyodideInterface } from "pyodide";
import { Engine } from "./engine.js";

// What starts other programs or threads, of which WebAssembly has none.
const COMMANDS = new Set(["lsp", "--stdio", "verify"]);
const OPTIONS = new Set(["--watch", "--changed", "--changed-lines", "--since"]);
// Folders in which Python's own things are.
const PYTHONS = new Set(["agentls", "dev", "lib", "proc", "sys"]);
const WRONG_USE = 2;

/** Return the word that asks for what cannot be had here. */
function unavailable(words: readonly string[]): string | undefined {
  const [command] = words;
  if (command !== undefined && COMMANDS.has(command)) return command;
  return words.map((word) => word.split("=", 1)[0] ?? "").find((word) => OPTIONS.has(word));
}

/** Return how Python calls a place: Windows has drives, and Python here has folders alone. */
function inside(path: string): string {
  return sep === "/" ? path : path.replace(/^([A-Za-z]):/, "/$1").replaceAll("\\", "/");
}

/** Show the machine's files to Python under the names that they have. */
function mount(python: PyodideInterface, words: readonly string[]): void {
  const roots =
    sep === "/"
      ? readdirSync("/").filter((name) => !PYTHONS.has(name)).map((name) => `/${name}`)
      : [process.cwd(), ...words.filter(isAbsolute)].map((path) => path.slice(0, "C:\\".length));
  for (const root of new Set(roots)) {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
    const place = inside(root).replace(/\/$/, "");
    python.FS.mkdirTree(place);
    python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
  }
  python.FS.chdir(inside(process.cwd()));
}

/** Return what Python may know of the environment. Two runs cannot lock a cache here, so it stays in memory. */
function environment(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith("PYTHON")) found[name] = value;
  }
  const home = found["HOME"] ?? found["USERPROFILE"];
  return { ...found, ...(home === undefined ? {} : { HOME: inside(home) }), XDG_CACHE_HOME: "/agentls/cache" };
}

/** Write all of it: a pipe may take less than it is given. */
function writeTo(stream: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(stream, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") process.exit(0);
      if (code !== "EAGAIN") throw error;
    }
  }
}

async function main(words: readonly string[]): Promise<number> {
  const word = unavailable(words);
  if (word !== undefined) {
    process.stderr.write(`agentls: \`${word}\` needs an installed Python: \`pip install agentls\`, then \`agentls\`\n`);
    return WRONG_USE;
  }
  const archive = new Uint8Array(readFileSync(new URL("agentls.zip", import.meta.url)));
  const engine = await Engine.start(loadPyodide, { env: environment() }, archive);
  mount(engine.python, words);
  const known = words.map((word) => (sep !== "/" && statSync(word, { throwIfNoEntry: false }) ? inside(word) : word));
  return engine.run(known, {
    out: (bytes) => { writeTo(1, bytes); },
    error: (bytes) => { writeTo(2, bytes); },
    isTerminal: process.stdout.isTTY,
  });
}

process.exitCode = await main(process.argv.slice(2));
