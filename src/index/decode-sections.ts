import { type DepartmentRecord, DepartmentRegistry } from "../kb/departments.ts";
import type { Lexicon, Regions } from "../kb/settings.ts";
import type { SnapshotMeta } from "./build.ts";
import type { Column, SectionName, Sections, SnapshotFault } from "./format.ts";

/** The small sections that are JSON, read when a snapshot is opened. */
export type Decoded = {
  readonly meta: SnapshotMeta;
  readonly departments: DepartmentRegistry;
  readonly lexicon: Lexicon;
  readonly regions: Regions;
};

/** Keeps a byte order mark, which an id may begin with. */
const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

export function decodeText(bytes: Column): string {
  return decoder.decode(bytes);
}

/** Throws where the bytes are not JSON. */
export function decodeJson<T>(bytes: Column): T {
  return JSON.parse(decodeText(bytes)) as T;
}

/** Reads what is read at once, and refuses columns that do not belong together. Work that does not grow with the postings. */
export function decodeSections(sections: Sections): Decoded | { fault: SnapshotFault } {
  // The section that is being read when something throws is the one at fault.
  let section: keyof Decoded = "meta";
  try {
    const meta = decodeJson<SnapshotMeta | null>(sections[section]);
    const wrong = misfit(sections, meta?.documents);
    if (meta === null || wrong) return corrupt(wrong ?? section, "length does not fit the other columns");
    section = "departments";
    const departments = new DepartmentRegistry(decodeJson<DepartmentRecord[]>(sections[section]));
    section = "lexicon";
    const lexicon = decodeJson<Lexicon>(sections[section]);
    section = "regions";
    return { meta, departments, lexicon, regions: decodeJson<Regions>(sections[section]) };
  } catch (error) {
    return corrupt(section, String(error));
  }
}

/** Columns that belong together must have lengths that fit: O(1) checks, so that no read runs out of bounds unseen. */
function misfit(s: Sections, documents: number | undefined): SectionName | null {
  const terms = s.trieLabels.length;
  if (terms === 0 || s.trieChildren.length !== terms + 1) return "trieChildren";
  if (s.wordFrequency.length !== terms) return "wordFrequency";
  if (s.postingsStart.length !== terms + 1 || s.postingsStart[terms] !== s.postingDocuments.length) return "postingsStart";
  if (s.postingImpacts.length !== s.postingDocuments.length) return "postingImpacts";
  if (s.documentKind.length !== documents) return "documentKind";
  for (const column of ["documentRegion", "validFrom", "validTo"] as const) if (s[column].length !== documents) return column;
  for (const [starts, bytes] of [
    ["idStart", "idBytes"],
    ["entryStart", "entryBytes"],
    ["departmentStart", "departmentOrdinals"],
  ] as const) {
    if (s[starts].length !== documents + 1 || s[starts][documents] !== s[bytes].length) return starts;
  }
  return null;
}

function corrupt(section: SectionName, detail: string): { fault: SnapshotFault } {
  return { fault: { reason: "section_corrupt", section, detail } };
}
