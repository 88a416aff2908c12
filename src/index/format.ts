/**
 * The container of a snapshot: a header, a table of sections, the sections, and behind them
 * the stored part, which a large base leaves where it is. All numbers little-endian; every
 * section and the stored part start at a multiple of eight, so that typed arrays read in place.
 *
 *     0   "SGKB"            magic
 *     4   u32               format version
 *     8   32 bytes          SHA-256 of the searchable part from byte 40 on
 *     40  u32               analyzer version
 *     44  u32               number of sections
 *     48  u32               bytes of the searchable part, the header included
 *     52  u32               bytes of the stored part
 *     56  sections × 16     u32 id, u32 element size, u32 offset, u32 byte length
 *     …   sections          one of them is the SHA-256 of the stored part
 *     …   stored part
 */
export const magic = 0x424b4753; // "SGKB"
export const formatVersion = 2;
/** Counts with every change of normalization, cutting or tokens: old postings would not fit new questions. */
export const analyzerVersion = 2;
/** Enough of a file to know how long its parts are. */
export const headerBytes = 56;
const hashOffset = 8;
const hashedFrom = 40;
const rowBytes = 16;
const mostSections = 256;

/** Sections: their ids, which are never given to another, and the type of their elements. */
export const sections = {
  meta: [1, "u8"],
  trieLabels: [2, "u16"],
  trieChildren: [3, "u32"],
  wordFrequency: [4, "u32"],
  documentKind: [8, "u8"],
  documentRegion: [9, "u32"],
  validFrom: [10, "i32"],
  validTo: [11, "i32"],
  departmentStart: [12, "u32"],
  departmentOrdinals: [13, "u16"],
  idStart: [14, "u32"],
  idBytes: [15, "u8"],
  departments: [18, "u8"],
  lexicon: [19, "u8"],
  regions: [20, "u8"],
  slots: [23, "u32"],
  postings: [24, "u32"],
  tuples: [25, "u32"],
  titleNorm: [26, "f32"],
  questionsNorm: [27, "f32"],
  keywordsNorm: [28, "f32"],
  bodyNorm: [29, "f32"],
  storedFirst: [30, "u32"],
  storedStart: [31, "u32"],
  storedDigests: [32, "u8"],
  storedHash: [33, "u8"],
  golden: [34, "u8"],
  suggestionStart: [35, "u32"],
  suggestionKeys: [36, "u16"],
  suggestionTextStart: [37, "u32"],
  suggestionTexts: [38, "u16"],
  suggestionDocument: [39, "u32"],
  suggestionIsName: [40, "u8"],
  latinLabels: [41, "u16"],
  latinChildren: [42, "u32"],
  latinStart: [43, "u32"],
  latinRows: [44, "u32"],
  soundLabels: [45, "u16"],
  soundChildren: [46, "u32"],
  soundStart: [47, "u32"],
  soundNumbers: [48, "u32"],
  soundWordStart: [49, "u32"],
  soundWords: [50, "u16"],
  readingStart: [51, "u16"],
  readings: [52, "u16"],
  syllables: [53, "u8"],
} as const;
export type SectionName = keyof typeof sections;

type Columns = { u8: Uint8Array; u16: Uint16Array; u32: Uint32Array; i32: Int32Array; f32: Float32Array };
export type Column = Columns[keyof Columns];
export type Sections = { readonly [N in SectionName]: Columns[(typeof sections)[N][1]] };

const constructors = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array } as const;
const names = Object.keys(sections) as SectionName[];

/** Why a file is not a snapshot this program can serve. */
export type SnapshotFault =
  | { readonly reason: "not_a_snapshot" }
  | { readonly reason: "unknown_format"; readonly found: number; readonly expected: number }
  | { readonly reason: "analyzer_mismatch"; readonly found: number; readonly expected: number }
  | { readonly reason: "wrong_length"; readonly found: number; readonly expected: number }
  | { readonly reason: "hash_mismatch" }
  | { readonly reason: "section_missing"; readonly section: SectionName }
  | { readonly reason: "section_corrupt"; readonly section: SectionName; readonly detail: string };

/** Sections and the stored part → one file, with its hashes in place. `storedHash` is worked out here. */
export async function writeContainer(
  content: Omit<Sections, "storedHash">,
  stored: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const all: Sections = { ...content, storedHash: await sha256(stored) };
  let offset = headerBytes + names.length * rowBytes;
  const rows = names.map((name) => {
    const column: Column = all[name];
    const start = align(offset);
    offset = start + column.byteLength;
    return { name, column, start };
  });
  const searchable = align(offset);
  const file = new Uint8Array(searchable + stored.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, formatVersion, true);
  view.setUint32(40, analyzerVersion, true);
  view.setUint32(44, names.length, true);
  view.setUint32(48, searchable, true);
  view.setUint32(52, stored.length, true);
  rows.forEach(({ name, column, start }, i) => {
    const row = headerBytes + i * rowBytes;
    const [id, type] = sections[name];
    view.setUint32(row, id, true);
    view.setUint32(row + 4, constructors[type].BYTES_PER_ELEMENT, true);
    view.setUint32(row + 8, start, true);
    view.setUint32(row + 12, column.byteLength, true);
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start);
  });
  file.set(stored, searchable);
  file.set(await sha256(file.subarray(hashedFrom, searchable)), hashOffset);
  return file;
}

/** How long the parts of a file are, from its first `headerBytes` bytes. */
export type Lengths = { readonly searchable: number; readonly stored: number };

/** The header alone: lets a store read the searchable part and leave the rest. */
export function readHeader(bytes: Uint8Array): { lengths: Lengths } | { fault: SnapshotFault } {
  if (bytes.byteLength < headerBytes) return { fault: { reason: "not_a_snapshot" } };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic) return { fault: { reason: "not_a_snapshot" } };
  const format = view.getUint32(4, true);
  if (format !== formatVersion) return { fault: { reason: "unknown_format", found: format, expected: formatVersion } };
  const analyzer = view.getUint32(40, true);
  if (analyzer !== analyzerVersion) return { fault: { reason: "analyzer_mismatch", found: analyzer, expected: analyzerVersion } };
  return { lengths: { searchable: view.getUint32(48, true), stored: view.getUint32(52, true) } };
}

/** What of a file is in memory: its sections as views (no copy), and the stored part where it is there. */
export type Container = { readonly sections: Sections; readonly stored: Uint8Array<ArrayBuffer> | null };

/** A whole file, or its searchable part alone → what is in it, or what is wrong. Does not hash. */
export function readContainer(file: Uint8Array<ArrayBuffer>): Container | { fault: SnapshotFault } {
  if (file.byteOffset % 8 !== 0) return { fault: { reason: "not_a_snapshot" } };
  const header = readHeader(file);
  if ("fault" in header) return header;
  const { searchable, stored } = header.lengths;
  const whole = file.byteLength === searchable + stored;
  if (!whole && file.byteLength !== searchable) {
    return { fault: { reason: "wrong_length", found: file.byteLength, expected: searchable + stored } };
  }
  const view = new DataView(file.buffer, file.byteOffset, searchable);
  const count = view.getUint32(44, true);
  const sectionsFrom = headerBytes + count * rowBytes;
  if (count > mostSections || sectionsFrom > searchable) return { fault: { reason: "not_a_snapshot" } };
  const found = new Map<number, { size: number; offset: number; length: number }>();
  for (let i = 0; i < count; i++) {
    const row = headerBytes + i * rowBytes;
    found.set(view.getUint32(row, true), {
      size: view.getUint32(row + 4, true),
      offset: view.getUint32(row + 8, true),
      length: view.getUint32(row + 12, true),
    });
  }
  const result: Partial<Record<SectionName, Column>> = {};
  for (const name of names) {
    const [id, type] = sections[name];
    const row = found.get(id);
    if (row === undefined) return { fault: { reason: "section_missing", section: name } };
    const { BYTES_PER_ELEMENT: size } = constructors[type];
    const sound = row.size === size && row.offset % 8 === 0 && row.length % size === 0;
    if (!sound || row.offset < sectionsFrom || row.offset + row.length > searchable) {
      return { fault: { reason: "section_corrupt", section: name, detail: "out of bounds or misaligned" } };
    }
    result[name] = new constructors[type](file.buffer, file.byteOffset + row.offset, row.length / size);
  }
  return { sections: result as Sections, stored: whole ? file.subarray(searchable) : null };
}

/** True when the hashes are those of the content that is in memory. */
export async function hashesHold(file: Uint8Array<ArrayBuffer>, { sections, stored }: Container): Promise<boolean> {
  const searchable = file.byteLength - (stored?.byteLength ?? 0);
  const stated = file.subarray(hashOffset, hashOffset + 32);
  if (!same(await sha256(file.subarray(hashedFrom, searchable)), stated)) return false;
  return stored === null || same(await sha256(stored), sections.storedHash);
}

/** The version of a snapshot: the first twelve hex digits of its hash, which covers all of it. */
export function versionOf(file: Uint8Array): string {
  return [...file.subarray(hashOffset, hashOffset + 6)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function align(offset: number): number {
  return (offset + 7) & ~7;
}
