import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { cut as jiebaCut, load } from "nodejieba";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { ownWords } from "../../src/index/vocabulary.ts";
import { cut } from "../../src/text/segment.ts";
import { cuts } from "../cases/cuts.ts";
import { base, documents, snapshotOfTheBase, texts, wordsOfTheBase } from "../index/the-base.ts";

const words = wordsOfTheBase();

const folder = mkdtempSync(join(tmpdir(), "shuiguan-"));
const own = ownWords(base);
let snapshot: Snapshot;

const ours = (text: string) => cut(text, snapshot.lexicon).join("|");
const theirs = (text: string) => jiebaCut(text, false).join("|");

/** Natural-log probability of a cut. */
const likelihood = (pieces: string) =>
  pieces.split("|").reduce((sum, piece) => sum + snapshot.lexicon.logProbability(piece, 0, piece.length), 0);

beforeAll(async () => {
  // jieba reads "word frequency tag" and takes the logarithm of frequency over its own total.
  const userDict = join(folder, "own.dict");
  writeFileSync(userDict, own.map((word) => `${word} ${words.frequency.get(word)} n\n`).join(""));
  load({ userDict });
  snapshot = await snapshotOfTheBase();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("on the text of the knowledge base, the cut is that of nodejieba without HMM", () => {
  test("for every field of every entry", () => {
    expect(documents.length).toBeGreaterThan(100);
    expect(texts.filter((text) => ours(text) !== theirs(text))).toEqual([]);
  });

  test("for any passage of it, wherever it begins and ends", () => {
    const all = texts.join("\n");
    const passage = fc
      .tuple(fc.nat(all.length), fc.nat(200))
      .map(([start, length]) => all.slice(start, start + length))
      .filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(passage, (text) => {
        if (ours(text) === theirs(text)) return;
        // 嘟嘟|嘟 and 嘟|嘟嘟 are equally likely: rounding decides, and what comes behind decides the rounding.
        expect(likelihood(ours(text)), `${ours(text)}\n${theirs(text)}`).toBeCloseTo(likelihood(theirs(text)), 9);
      }),
      { numRuns: 2000, examples: [["一拨就嘟嘟嘟占线,"]] },
    );
  });

  test("and takes every word of the base's own whole", () => {
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter((word) => ours(word) !== word || theirs(word) !== word)).toEqual([]);
  });
});

test("the table of cuts says what nodejieba says, where the base brings no word of its own", () => {
  const plain = cuts.filter((pieces) => !own.some((word) => pieces.replaceAll("|", "").includes(word)));
  expect(plain.length).toBeGreaterThan(5);
  for (const pieces of plain) expect(theirs(pieces.replaceAll("|", ""))).toBe(pieces);
});
