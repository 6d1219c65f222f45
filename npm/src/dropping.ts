// Files that are dropped on the page, with the folders that they are in.

import type { File } from "./asking.js";

/** Return the files of a drop; what is no text is left out. */
export async function dropped(items: DataTransferItemList): Promise<File[]> {
  // All are asked for at once: after the event is over, a browser gives none away.
  const found = Array.from(items, (item) => {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    return entry !== null ? below(entry) : file !== null ? read(file, file.name) : [];
  });
  return (await Promise.all(found)).flat();
}

async function read(file: globalThis.File, path: string): Promise<File[]> {
  const text = await file.text();
  return text.includes("\0") ? [] : [{ path: placed(path), text }];
}

async function below(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    const file = await new Promise<globalThis.File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return read(file, entry.fullPath.slice(1));
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // A reader gives some of a folder at a time, and nothing when it has given all.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (some.length === 0) return found;
    for (const files of await Promise.all(some.map(below))) found.push(...files);
  }
}

/** Return where a file most likely belongs that came without its folder. */
function placed(path: string): string {
  if (path.includes("/") || !path.endsWith(".md")) return path;
  return path === "SKILL.md" ? ".claude/skills/dropped/SKILL.md" : `.claude/agents/${path}`;
}
