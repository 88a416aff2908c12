import type { Problem } from "../../src/kb/problem.ts";
import type { ImportedDocument, Placed } from "./import-documents.ts";
import { placeText } from "./source-document.ts";

/** What became of one paragraph or row: each part of it is in some field of some entry, or was left for a reason. */
export type UnitReport = {
  readonly place: string;
  readonly text: string;
  readonly taken: readonly { readonly entry: string; readonly field: string }[];
  readonly left: readonly string[];
};
export type EntryReport = {
  readonly id: string;
  readonly title: string;
  /** "new": a file was made; "there": it exists as it is; "differs": it exists with other content and was kept. */
  readonly status: Placed["status"];
  readonly notes: readonly string[];
  readonly problems: readonly Pick<Problem, "line" | "column" | "severity" | "message" | "remedy">[];
};
export type FileReport = {
  readonly file: string;
  readonly title: string;
  readonly counts: { readonly paragraphs: number; readonly taken: number; readonly left: number; readonly inPart: number };
  readonly entries: readonly EntryReport[];
  readonly paragraphs: readonly UnitReport[];
};

/** The account of an import: every paragraph and row of every file stands in it, in order. */
export function reportOf(documents: readonly ImportedDocument[]): FileReport[] {
  return documents.map((document) => {
    const paragraphs = unitsOf(document);
    const taken = paragraphs.filter((p) => p.left.length === 0).length;
    const left = paragraphs.filter((p) => p.taken.length === 0).length;
    return {
      file: document.source.file,
      title: document.title,
      counts: { paragraphs: paragraphs.length, taken, left, inPart: paragraphs.length - taken - left },
      entries: document.placed.map(entryOf),
      paragraphs,
    };
  });
}

function entryOf({ id, draft, status, problems }: Placed): EntryReport {
  const shown = problems.map(({ line, column, severity, message, remedy }) => ({ line, column, severity, message, remedy }));
  return { id, title: draft.title, status, notes: draft.notes, problems: shown };
}

function unitsOf({ outline, placed, left }: ImportedDocument): UnitReport[] {
  const reports = outline.units.map(({ place, text }) => ({
    place: placeText(place),
    text,
    taken: new Map<string, { entry: string; field: string }>(),
    left: new Set<string>(),
  }));
  for (const { id, draft, status } of placed) {
    for (const { pieces, field } of draft.claims) {
      for (const piece of pieces) {
        if (status === "differs") reports[piece.unit]?.left.add(`${id} is there already with other content: kept as it is`);
        else reports[piece.unit]?.taken.set(`${id} ${field}`, { entry: id, field });
      }
    }
  }
  for (const { pieces, reason } of left) {
    for (const piece of pieces) {
      reports[piece.unit]?.left.add(reason);
    }
  }
  return reports.map(({ place, text, taken, left: reasons }) => ({ place, text, taken: [...taken.values()], left: [...reasons] }));
}
