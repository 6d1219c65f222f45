// Does the work beside the page, so that typing never waits for it.

import type { Answer, Checked, File, Question } from "./asking.js";
import { Engine, type Load } from "./engine.js";

const started = start();

async function start(): Promise<Engine> {
  const place = new URL("pyodide/", import.meta.url).href;
  const { loadPyodide } = (await import(`${place}pyodide.mjs`)) as { loadPyodide: Load };
  const archive = await fetch(new URL("agentls.zip", import.meta.url));
  if (!archive.ok) throw new Error(`agentls.zip cannot be loaded: ${String(archive.status)}`);
  return Engine.start(loadPyodide, { indexURL: place }, new Uint8Array(await archive.arrayBuffer()));
}

let projects = 0;

/** Lay the files out in a folder of their own, and return what `use` makes of it. */
function inFolder<T>(engine: Engine, files: readonly File[], use: (folder: string) => T): T {
  const { FS } = engine.python;
  const folder = `/project-${String(++projects)}`;
  const place = (path: string): string => {
    const names = path.split("/").filter((name) => name !== "" && name !== "." && name !== "..");
    return [folder, ...names].join("/");
  };
  FS.mkdirTree(folder);
  FS.chdir(folder);
  try {
    for (const file of files) {
      const target = place(file.path);
      FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
      FS.writeFile(target, file.text);
    }
    return use(folder);
  } finally {
    FS.chdir("/");
    engine.python.runPython(`import shutil; shutil.rmtree("${folder}")`);
  }
}

function said(engine: Engine, ...words: string[]): { out: string; error: string } {
  const texts = { out: "", error: "" };
  const writer = (name: "out" | "error"): ((bytes: Uint8Array) => void) => {
    const decoder = new TextDecoder();
    return (bytes) => (texts[name] += decoder.decode(bytes, { stream: true }));
  };
  engine.run(words, { out: writer("out"), error: writer("error"), isTerminal: false });
  return texts;
}

function check(engine: Engine, files: readonly File[]): Checked {
  return inFolder(engine, files, () => {
    const kinds: Record<string, string> = {};
    for (const line of said(engine, "check", "--list-files", "--allow-empty").out.split("\n")) {
      const at = line.lastIndexOf(": ");
      if (at > 0) kinds[line.slice(0, at)] = line.slice(at + 2);
    }
    const { out, error } = said(engine, "check", "--format", "json", "--no-cache", "--allow-empty");
    const report = JSON.parse(out || '{"findings": []}') as Pick<Checked, "findings">;
    const problems = error.split("\n").filter((line) => line !== "");
    return { findings: report.findings, kinds, problems };
  });
}

function fix(engine: Engine, files: readonly File[]): File[] {
  return inFolder(engine, files, (folder) => {
    said(engine, "fix", "--unsafe");
    const read = (path: string): string => engine.python.FS.readFile(`${folder}/${path}`, { encoding: "utf8" });
    return files.map(({ path }) => ({ path, text: read(path) }));
  });
}

async function answer(question: Question): Promise<Answer> {
  const { id } = question;
  try {
    const engine = await started;
    switch (question.ask) {
      case "check":
        return { id, checked: check(engine, question.files) };
      case "fix":
        return { id, files: fix(engine, question.files) };
      case "explain":
        return { id, text: said(engine, "explain", question.rule).out };
    }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener("message", (event: MessageEvent<Question>) => {
  void answer(event.data).then((made) => { self.postMessage(made); });
});
