// The text behind the one that is edited, with a mark where something was found.

import type { Finding } from "./asking.js";
import { offset } from "./places.js";

const WORST_FIRST = ["error", "warning", "information", "hint"] as const;

/** Fill `target` with the text and its marks. Where marks overlap, the worst one shows. */
export function paint(target: HTMLElement, text: string, findings: readonly Finding[]): void {
  const spans = findings.map((one) => ({
    start: offset(text, one.start),
    end: Math.max(offset(text, one.end), offset(text, one.start) + 1),
    severity: one.severity,
  }));
  const bounds = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])];
  bounds.sort((one, other) => one - other);
  const pieces: Node[] = [];
  bounds.forEach((start, at) => {
    const end = bounds[at + 1];
    if (end === undefined) return;
    const here = spans.filter((span) => span.start < end && start < span.end);
    const worst = WORST_FIRST.find((severity) => here.some((span) => span.severity === severity));
    const piece = document.createElement(worst === undefined ? "span" : "mark");
    piece.textContent = text.slice(start, end);
    if (worst !== undefined) piece.className = worst;
    pieces.push(piece);
  });
  // A last line without anything on it has no height of its own.
  target.replaceChildren(...pieces, document.createTextNode("\n"));
}
