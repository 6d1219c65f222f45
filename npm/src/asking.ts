// What the page and the worker that does the work say to each other.

import type { Edit, Range } from "./places.js";

export interface File {
  path: string;
  text: string;
}

export interface Fix {
  title: string;
  preferred: boolean;
  safe: boolean;
  edits: Edit[];
}

export interface Finding extends Range {
  path: string;
  rule: string;
  severity: "error" | "warning" | "information" | "hint";
  message: string;
  fixes: Fix[];
}

/** A question about a project: what is wrong with it, how it is when it is mended, or what a rule is about. */
export type Question = { id: number } & (
  | { ask: "check"; files: File[] }
  | { ask: "fix"; files: File[] }
  | { ask: "explain"; rule: string }
);

/** `kinds` tells as what each file is read; a file that no assistant reads is not in it. */
export interface Checked {
  findings: Finding[];
  kinds: Record<string, string>;
  problems: string[];
}

export type Answer = { id: number } & ({ error: string } | { checked: Checked } | { files: File[] } | { text: string });
