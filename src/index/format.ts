/**
 * The container of a snapshot: a header, a table of sections, the sections.
 * All numbers little-endian; every section starts at a multiple of eight, so that typed
 * arrays read it in place.
 *
 *     0   "SGKB"            magic
 *     4   u32               format version
 *     8   u32               analyzer version
 *     12  u32               number of sections
 *     16  32 bytes          SHA-256 of everything from byte 48 on
 *     48  sections × 16     u32 id, u32 element size, u32 offset, u32 byte length
 *     …   sections
 */
export const magic = 0x424b4753; // "SGKB"
export const formatVersion = 1;
/** Counts with every change of normalization, cutting or tokens: old postings would not fit new questions. */
export const analyzerVersion = 1;
const headerBytes = 48;
const hashOffset = 16;
const rowBytes = 16;

/** Section ids. Numbers are never reused. */
export const sections = {
  meta: 1,
  trieLabels: 2,
  trieChildren: 3,
  wordFrequency: 4,
  postingsStart: 5,
  postingDocuments: 6,
  postingImpacts: 7,
  documentKind: 8,
  documentRegion: 9,
  validFrom: 10,
  validTo: 11,
  departmentStart: 12,
  departmentOrdinals: 13,
  idStart: 14,
  idBytes: 15,
  entryStart: 16,
  entryBytes: 17,
  departments: 18,
  lexicon: 19,
  regions: 20,
  suggestions: 21,
  pronunciations: 22,
} as const;
export type SectionName = keyof typeof sections;

export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
export type Sections = Record<SectionName, Column>;

/** Why a file is not a snapshot this program can serve. */
export type SnapshotFault =
  | { readonly reason: "not_a_snapshot" }
  | { readonly reason: "unknown_format"; readonly found: number; readonly expected: number }
  | { readonly reason: "analyzer_mismatch"; readonly found: number; readonly expected: number }
  | { readonly reason: "hash_mismatch" }
  | { readonly reason: "section_missing"; readonly section: SectionName }
  | { readonly reason: "section_corrupt"; readonly section: SectionName; readonly detail: string };

const elementSizes: Record<SectionName, 1 | 2 | 4> = {
  meta: 1,
  trieLabels: 2,
  trieChildren: 4,
  wordFrequency: 4,
  postingsStart: 4,
  postingDocuments: 4,
  postingImpacts: 1,
  documentKind: 1,
  documentRegion: 4,
  validFrom: 4,
  validTo: 4,
  departmentStart: 4,
  departmentOrdinals: 2,
  idStart: 4,
  idBytes: 1,
  entryStart: 4,
  entryBytes: 1,
  departments: 1,
  lexicon: 1,
  regions: 1,
  suggestions: 1,
  pronunciations: 1,
};
const names = Object.keys(sections) as SectionName[];

/** Sections → one file, with its hash in place. */
export async function writeContainer(content: Sections): Promise<Uint8Array<ArrayBuffer>> {
  let offset = headerBytes + names.length * rowBytes;
  const rows = names.map((name) => {
    const column = content[name];
    const start = align(offset);
    offset = start + column.byteLength;
    return { name, column, start };
  });
  const file = new Uint8Array(align(offset));
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, formatVersion, true);
  view.setUint32(8, analyzerVersion, true);
  view.setUint32(12, names.length, true);
  rows.forEach(({ name, column, start }, i) => {
    const row = headerBytes + i * rowBytes;
    view.setUint32(row, sections[name], true);
    view.setUint32(row + 4, elementSizes[name], true);
    view.setUint32(row + 8, start, true);
    view.setUint32(row + 12, column.byteLength, true);
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start);
  });
  file.set(await sha256(file.subarray(headerBytes)), hashOffset);
  return file;
}

/** A file → its sections as views of it (no copy), or what is wrong. Does not hash. */
export function readContainer(file: Uint8Array<ArrayBuffer>): { sections: Sections } | { fault: SnapshotFault } {
  if (file.byteLength < headerBytes || file.byteOffset % 8 !== 0) return { fault: { reason: "not_a_snapshot" } };
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0, true) !== magic) return { fault: { reason: "not_a_snapshot" } };
  const format = view.getUint32(4, true);
  if (format !== formatVersion) return { fault: { reason: "unknown_format", found: format, expected: formatVersion } };
  const analyzer = view.getUint32(8, true);
  if (analyzer !== analyzerVersion) return { fault: { reason: "analyzer_mismatch", found: analyzer, expected: analyzerVersion } };
  const count = view.getUint32(12, true);
  if (count > 256 || headerBytes + count * rowBytes > file.byteLength) return { fault: { reason: "not_a_snapshot" } };
  const found = new Map<number, { size: number; offset: number; length: number }>();
  for (let i = 0; i < count; i++) {
    const row = headerBytes + i * rowBytes;
    found.set(view.getUint32(row, true), {
      size: view.getUint32(row + 4, true),
      offset: view.getUint32(row + 8, true),
      length: view.getUint32(row + 12, true),
    });
  }
  const result: Partial<Sections> = {};
  for (const name of names) {
    const row = found.get(sections[name]);
    if (row === undefined) return { fault: { reason: "section_missing", section: name } };
    const sound = row.size === elementSizes[name] && row.offset % 8 === 0 && row.length % row.size === 0;
    // A section that reaches into the table also betrays a wrong count, which the hash does not cover.
    if (!sound || row.offset < headerBytes + count * rowBytes || row.offset + row.length > file.byteLength) {
      return { fault: { reason: "section_corrupt", section: name, detail: "out of bounds or misaligned" } };
    }
    result[name] = columnOf(name, file.buffer, file.byteOffset + row.offset, row.length);
  }
  return { sections: result as Sections };
}

/** True when the hash in the header is that of the content. */
export async function hashHolds(file: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const actual = await sha256(file.subarray(headerBytes));
  const stated = file.subarray(hashOffset, hashOffset + 32);
  return actual.every((byte, i) => byte === stated[i]);
}

/** The version of a snapshot: the first twelve hex digits of its hash. */
export function versionOf(file: Uint8Array): string {
  return [...file.subarray(hashOffset, hashOffset + 6)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function columnOf(name: SectionName, buffer: ArrayBuffer, offset: number, bytes: number): Column {
  if (name === "validFrom" || name === "validTo") return new Int32Array(buffer, offset, bytes / 4);
  switch (elementSizes[name]) {
    case 1:
      return new Uint8Array(buffer, offset, bytes);
    case 2:
      return new Uint16Array(buffer, offset, bytes / 2);
    case 4:
      return new Uint32Array(buffer, offset, bytes / 4);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function align(offset: number): number {
  return (offset + 7) & ~7;
}
