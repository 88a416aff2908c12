import { type DepartmentRecord, DepartmentRegistry } from "../kb/departments.ts";
import type { GoldenQuestion, Lexicon, Regions } from "../kb/settings.ts";
import type { SnapshotMeta } from "./build.ts";
import type { SectionName, Sections, SnapshotFault } from "./format.ts";

/** The small sections that are JSON, read when a snapshot is opened. */
export type Decoded = {
  readonly meta: SnapshotMeta;
  readonly departments: DepartmentRegistry;
  readonly lexicon: Lexicon;
  readonly regions: Regions;
  readonly golden: readonly GoldenQuestion[];
  readonly syllables: readonly string[];
};

/** Keeps a byte order mark, which an id may begin with. */
const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Reads what is read at once, and refuses columns that do not belong together. Work that does not grow with the postings. */
export function decodeSections(sections: Sections): Decoded | { fault: SnapshotFault } {
  // The section that is being read when something throws is the one at fault.
  let section: "meta" | "departments" | "lexicon" | "regions" | "golden" | "syllables" = "meta";
  const read = <T>(name: typeof section): T => {
    section = name;
    return JSON.parse(decodeText(sections[name])) as T;
  };
  try {
    const meta = read<SnapshotMeta | null>("meta");
    const wrong = misfit(sections, meta?.documents);
    if (meta === null || wrong) return corrupt(wrong ?? section, "length does not fit the other columns");
    const departments = new DepartmentRegistry(read<DepartmentRecord[]>("departments"));
    const lexicon = read<Lexicon>("lexicon");
    const regions = read<Regions>("regions");
    const golden = read<GoldenQuestion[]>("golden");
    return { meta, departments, lexicon, regions, golden, syllables: read<string[]>("syllables") };
  } catch (error) {
    return corrupt(section, String(error));
  }
}

/** Columns that belong together must have lengths that fit: O(1) checks, so that no read runs out of bounds unseen. */
function misfit(s: Sections, documents: number | undefined): SectionName | null {
  if (documents === undefined || s.documentKind.length !== documents) return "documentKind";
  for (const [labels, children, perNode] of [
    ["trieLabels", "trieChildren", ["wordFrequency", "slots"]],
    ["latinLabels", "latinChildren", []],
    ["soundLabels", "soundChildren", []],
  ] as const) {
    const nodes = s[labels].length;
    if (nodes === 0 || s[children].length !== nodes + 1) return children;
    for (const column of perNode) if (s[column].length !== nodes) return column;
  }
  for (const column of ["documentRegion", "validFrom", "validTo", "titleNorm", "questionsNorm", "keywordsNorm", "bodyNorm"] as const) {
    if (s[column].length !== documents && s[column].length !== 0) return column;
  }
  if (s.departmentStart.length === 0 && s.departmentOrdinals.length > 0) return "departmentStart";
  const blocks = s.storedFirst.length - 1;
  if (blocks < 0 || s.storedFirst[blocks] !== documents || s.storedDigests.length !== blocks * 8) return "storedFirst";
  if (s.storedStart.length !== blocks + 1) return "storedStart";
  const rows = s.suggestionDocument.length;
  if (s.suggestionIsName.length !== rows) return "suggestionIsName";
  for (const [starts, column, rowsOf] of [
    ["idStart", "idBytes", documents],
    ["departmentStart", "departmentOrdinals", s.departmentStart.length === 0 ? -1 : documents],
    ["suggestionStart", "suggestionKeys", rows],
    ["suggestionTextStart", "suggestionTexts", rows],
    ["latinStart", "latinRows", s.latinLabels.length],
    ["soundStart", "soundNumbers", s.soundLabels.length],
    ["soundWordStart", "soundWords", s.soundWordStart.length - 1],
    ["readingStart", "readings", s.readingStart.length - 1],
  ] as const) {
    if (rowsOf >= 0 && (s[starts].length !== rowsOf + 1 || s[starts][rowsOf] !== s[column].length)) return starts;
  }
  return null;
}

function corrupt(section: SectionName, detail: string): { fault: SnapshotFault } {
  return { fault: { reason: "section_corrupt", section, detail } };
}
