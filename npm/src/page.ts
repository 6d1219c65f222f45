// The playground: files on the left, what agentls finds in them on the right.

import type { Answer, Checked, File, Finding, Fix, Question } from "./asking.js";
import { dropped } from "./dropping.js";
import { paint } from "./marks.js";
import { apply, offset } from "./places.js";
import { fromFragment, toFragment } from "./sharing.js";

const SAMPLE: File = {
  path: ".claude/agents/code-reviewer.md",
  text: `---
name: code-reviewer
description: Reviews changes. Use when: somebody asks for a review
tools: Read, Grpe, bash, MultiEdit
color: magenta
modle: opus
---

You review changes, and say what is wrong with them.
`,
};

let files: File[] = [SAMPLE];
let current = 0;
let checked: Checked = { findings: [], kinds: {}, problems: [] };

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as T;
}

const editor = element<HTMLTextAreaElement>("editor");
const path = element<HTMLInputElement>("path");
const state = element("state");

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
const waiting = new Map<number, (answer: Answer) => void>();
worker.addEventListener("message", (event: MessageEvent<Answer>) => {
  waiting.get(event.data.id)?.(event.data);
  waiting.delete(event.data.id);
});
worker.addEventListener("error", (event) => { state.textContent = `agentls cannot be loaded: ${event.message}`; });

type Asked = { ask: "check" | "fix"; files: File[] } | { ask: "explain"; rule: string };
let questions = 0;

function ask(asked: Asked): Promise<Answer> {
  const question: Question = { ...asked, id: ++questions };
  return new Promise((resolve) => {
    waiting.set(question.id, resolve);
    worker.postMessage(question);
  });
}

function file(): File {
  return files[current] ?? SAMPLE;
}

/** Check everything; an answer to an older question is of no use any more. */
async function check(): Promise<void> {
  const answer = await ask({ ask: "check", files });
  if (answer.id !== questions) return;
  if ("error" in answer) state.textContent = answer.error;
  if (!("checked" in answer)) return;
  checked = answer.checked;
  show();
}

function changed(): void {
  show();
  void check();
}

function counted(number: number, word: string): string {
  return `${String(number)} ${word}${number === 1 ? "" : "s"}`;
}

function show(): void {
  const { path: name, text } = file();
  if (editor.value !== text.replace(/\r\n?/g, "\n")) editor.value = text;
  if (path.value !== name) path.value = name;
  const here = checked.findings.filter((finding) => finding.path === name);
  paint(element("marks"), editor.value, here);
  element("kind").textContent = checked.kinds[name] ?? "no assistant reads a file at this path";
  element("tabs").replaceChildren(...files.map(tab));
  element("findings").replaceChildren(...here.map(item));
  state.textContent = [counted(checked.findings.length, "finding"), ...checked.problems].join("; ");
  element<HTMLButtonElement>("fix").disabled = !checked.findings.some((one) => one.fixes.some((fix) => fix.preferred || fix.safe));
}

function button(text: string, act: () => void, kind = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = kind;
  made.addEventListener("click", act);
  return made;
}

function tab(one: File, at: number): HTMLElement {
  const count = checked.findings.filter((finding) => finding.path === one.path).length;
  const made = button(`${one.path.split("/").slice(-2).join("/")}${count > 0 ? ` (${String(count)})` : ""}`, () => {
    current = at;
    show();
  });
  made.setAttribute("role", "tab");
  made.setAttribute("aria-selected", String(at === current));
  return made;
}

function item(finding: Finding): HTMLElement {
  const made = document.createElement("li");
  made.className = finding.severity;
  const place = button(`${String(finding.start.line)}:${String(finding.start.column)}`, () => { select(finding); }, "link");
  const rule = button(finding.rule, () => void explain(finding.rule), "link");
  const level = document.createElement("strong");
  level.textContent = finding.severity;
  const message = document.createElement("p");
  message.textContent = finding.message;
  const fixes = finding.fixes.map((fix) => button(fix.title, () => { mend(fix); }, fix.preferred ? "preferred" : ""));
  made.append(place, " ", level, " ", rule, message, ...fixes);
  return made;
}

function select(finding: Finding): void {
  editor.focus();
  editor.setSelectionRange(offset(editor.value, finding.start), offset(editor.value, finding.end));
}

async function explain(rule: string): Promise<void> {
  const answer = await ask({ ask: "explain", rule });
  if (!("text" in answer)) return;
  element("explanation").textContent = answer.text;
  element<HTMLDialogElement>("about").showModal();
}

function mend(fix: Fix): void {
  files[current] = { ...file(), text: apply(file().text, fix.edits) };
  changed();
}

function add(more: File[]): void {
  const named = new Set(more.map((one) => one.path));
  files = [...files.filter((one) => !named.has(one.path)), ...more];
  current = files.length - 1;
  changed();
}

editor.addEventListener("input", () => {
  files[current] = { ...file(), text: editor.value };
  void check();
  paint(element("marks"), editor.value, []);
});
editor.addEventListener("scroll", () => {
  element("marks").scrollTop = editor.scrollTop;
  element("marks").scrollLeft = editor.scrollLeft;
});
path.addEventListener("change", () => {
  files[current] = { ...file(), path: path.value.trim() || file().path };
  changed();
});
element("add").addEventListener("click", () => { add([{ path: `.claude/agents/new-${String(files.length)}.md`, text: "" }]); });
element("remove").addEventListener("click", () => {
  files = files.filter((_, at) => at !== current);
  if (files.length === 0) files = [{ ...SAMPLE, text: "" }];
  current = 0;
  changed();
});
element("fix").addEventListener("click", () => {
  void ask({ ask: "fix", files }).then((answer) => {
    if ("files" in answer) files = answer.files;
    changed();
  });
});
element("share").addEventListener("click", () => {
  void toFragment(files).then(async (fragment) => {
    history.replaceState(null, "", `#${fragment}`);
    await navigator.clipboard.writeText(location.href).catch(() => undefined);
    state.textContent = "The address of this page now has the files in it; it is copied.";
  });
});
document.addEventListener("dragover", (event) => { event.preventDefault(); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer !== null) {
    void dropped(event.dataTransfer.items).then((found) => { if (found.length > 0) add(found); });
  }
});

async function begin(): Promise<void> {
  const shared = await fromFragment(location.hash.slice(1));
  if (shared.length > 0) files = shared;
  current = 0;
  show();
  state.textContent = "Loading agentls…";
  await check();
}

addEventListener("hashchange", () => void begin());
void begin();
