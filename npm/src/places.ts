// Places in a text as agentls tells them: lines and columns from 1, columns in whole characters, the end excluded.

export interface Place {
  line: number;
  column: number;
}

export interface Range {
  start: Place;
  end: Place;
}

export interface Edit extends Range {
  text: string;
}

const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y;

/** Return where a place is, in units of JavaScript's strings. */
export function offset(text: string, place: Place): number {
  LINE.lastIndex = 0;
  for (let line = 1; line < place.line; line++) LINE.exec(text);
  const start = LINE.lastIndex;
  const before = [...text.slice(start)].slice(0, place.column - 1).join("");
  return start + before.length;
}

/** Return the text with all edits made; their places are those of the text before. */
export function apply(text: string, edits: readonly Edit[]): string {
  const placed = edits.map((edit) => ({ start: offset(text, edit.start), end: offset(text, edit.end), text: edit.text }));
  placed.sort((one, other) => one.start - other.start);
  let done = 0;
  let made = "";
  for (const edit of placed) {
    made += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return made + text.slice(done);
}
