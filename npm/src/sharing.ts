// A project as the part of an address that a browser keeps for itself: whoever serves the page never sees it.

import type { File } from "./asking.js";

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** Return the files as text for an address. */
export async function toFragment(files: readonly File[]): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(files)), new CompressionStream("deflate-raw"));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Return the files that an address carries, nothing when it carries none. */
export async function fromFragment(fragment: string): Promise<File[]> {
  try {
    const letters = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const found: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(found) ? found.filter(isFile) : [];
  } catch {
    return [];
  }
}

function isFile(value: unknown): value is File {
  const file = value as Partial<File> | null;
  return typeof file?.path === "string" && typeof file.text === "string";
}
