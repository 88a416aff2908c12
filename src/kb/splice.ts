/** A piece of a text and what is to stand in its place. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string; readonly what: string };

/** The text with all edits made that do not touch one another; of two that do, the first. */
export function splice(text: string, edits: readonly Edit[]): { text: string; made: Edit[] } {
  const made: Edit[] = [];
  let spliced = "";
  let rest = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < rest || (made.length > 0 && edit.start === rest && edit.start === edit.end)) continue;
    spliced += text.slice(rest, edit.start) + edit.text;
    rest = edit.end;
    made.push(edit);
  }
  return { text: spliced + text.slice(rest), made };
}
