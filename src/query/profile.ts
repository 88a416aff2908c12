import type { Searchable } from "../index/searchable.ts";
import { type Entry, titleOf } from "../kb/entry.ts";
import { eachShingle, isHash } from "../text/shingles.ts";
import { contentWithSigns } from "./content.ts";
import { shingleIdf } from "./shingles.ts";

/** A piece of an entry that a question may be held against. */
export type Piece = { readonly kind: "title" | "question" | "passage" /** idf mass of its shingles. */; readonly mass: number };

/** What an entry says, piece by piece, and which of the pieces hold a shingle. */
export class Profile {
  readonly pieces: readonly Piece[];
  /** By place: the numbers of the pieces that hold the shingle there are `holders[start[place] … start[place + 1])`. */
  readonly start: Uint32Array;
  readonly holders: Uint16Array;
  readonly #shingles: Float64Array;
  /** A hash table with open addressing: one more than the place of a shingle, 0 for none. At most half full. */
  readonly #table: Uint32Array;
  readonly #shift: number;

  /** @param columns `shingles` apart from one another */
  constructor(pieces: readonly Piece[], columns: { shingles: Float64Array; start: Uint32Array; holders: Uint16Array }) {
    this.pieces = pieces;
    this.start = columns.start;
    this.holders = columns.holders;
    this.#shingles = columns.shingles;
    this.#shift = Math.clz32(columns.shingles.length + 1) - 1;
    this.#table = new Uint32Array(2 ** (32 - this.#shift));
    columns.shingles.forEach((shingle, place) => {
      this.#table[this.#slotOf(shingle)] = place + 1;
    });
  }

  /** The place of a shingle, -1 where no piece holds it. */
  placeOf(shingle: number): number {
    return (this.#table[this.#slotOf(shingle)] ?? 0) - 1;
  }

  /** Where a shingle stands in the table, or would. */
  #slotOf(shingle: number): number {
    const last = this.#table.length - 1;
    let slot = Math.imul(shingle >>> 0, fibonacci) >>> this.#shift;
    for (let place = this.#table[slot]; place && this.#shingles[place - 1] !== shingle; place = this.#table[slot]) slot = (slot + 1) & last;
    return slot;
  }
}

/** 2³² divided by the golden ratio: spreads neighbouring keys (Knuth, The Art of Computer Programming, 6.4). */
const fibonacci = 0x9e3779b1;
/** Passages looked at; an entry of more is a book, not a rule. */
const mostPassages = 60;
/** More than an entry has pieces: a shingle and the number of a piece that holds it are one number, to be sorted at once. */
const morePieces = 4096;

/** Title first, then what callers ask, then what it says. */
export function profileOf(snapshot: Searchable, entry: Entry): Profile {
  const kinds: Piece["kind"][] = [];
  const held: number[] = [];
  /** Of shingles that do not tell their text. */
  const hashIdf = new Map<number, number>();
  const idfOf = shingleIdf(snapshot);
  const add = (kind: Piece["kind"], text: string) => {
    if (kinds.length === morePieces) return;
    const before = held.length;
    const content = contentWithSigns(snapshot, text);
    eachShingle(content, (shingle, start, end) => {
      held.push(shingle * morePieces + kinds.length);
      if (isHash(shingle)) hashIdf.set(shingle, idfOf(shingle, content, start, end));
    });
    if (held.length > before) kinds.push(kind);
  };
  add("title", titleOf(entry));
  for (const question of questionsOf(entry)) add("question", question);
  for (const passage of passagesOf(entry).slice(0, mostPassages)) add("passage", passage);

  const sorted = Float64Array.from(held).sort();
  const masses = new Float64Array(kinds.length);
  const shingles = new Float64Array(sorted.length);
  const start = new Uint32Array(sorted.length + 1);
  const holders = new Uint16Array(sorted.length);
  let places = 0;
  let count = 0;
  let idf = 0;
  for (let i = 0; i < sorted.length; i++) {
    const pair = sorted[i] ?? 0;
    if (pair === sorted[i - 1]) continue;
    const shingle = Math.floor(pair / morePieces);
    if (places === 0 || shingle !== shingles[places - 1]) {
      idf = hashIdf.get(shingle) ?? idfOf(shingle, "", 0, 0);
      shingles[places] = shingle;
      start[places++] = count;
    }
    const piece = pair % morePieces;
    holders[count++] = piece;
    masses[piece] = (masses[piece] ?? 0) + idf;
  }
  start[places] = count;
  const pieces = kinds.map((kind, i): Piece => ({ kind, mass: masses[i] ?? 0 }));
  return new Profile(pieces, { shingles: shingles.slice(0, places), start: start.slice(0, places + 1), holders: holders.slice(0, count) });
}

/** How callers ask for it, and its other names. */
function questionsOf(entry: Entry): string[] {
  if (entry.kind === "article") return [];
  if (entry.kind === "department") return [...entry.questions, ...entry.aliases, ...entry.lineage.map((l) => l.name)];
  if (entry.kind === "role") return [...entry.questions, `${entry.organization}${entry.title}`];
  return entry.questions;
}

/** What it says, sentence by sentence. */
function passagesOf(entry: Entry): string[] {
  if (entry.kind === "article") return [];
  const sentences = entry.body.split(/[。；！？\n]/u);
  const figures = entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [];
  const labels = figures.map((f) => `${f.label} ${f.when ?? ""}`);
  const own = [entry.keywords.join(" "), ...entry.caveats, ...labels];
  switch (entry.kind) {
    case "role":
      return [...entry.duties, ...own, ...sentences];
    case "guide":
      return [entry.definition ?? "", entry.formula ?? "", ...entry.steps, ...own, ...sentences];
    case "case":
      return [entry.outcome, ...own, ...sentences];
    default: {
      const conditions = "handlers" in entry ? entry.handlers.map((h) => h.when ?? "") : [];
      const tiers =
        "tables" in entry ? entry.tables.flatMap((t) => t.tiers.map((tier) => `${t.label} ${tier.label ?? ""} ${tier.when ?? ""}`)) : [];
      return [...conditions, ...tiers, ...own, ...sentences];
    }
  }
}
