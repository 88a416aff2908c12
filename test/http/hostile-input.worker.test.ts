import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askResponse, searchResponse, suggestResponse } from "../../src/http/schemas.ts";
import { address, call, post, read } from "./client.ts";
import { smallApp } from "./small-app.ts";

/** The Worker as deployed, with its bundled knowledge base: whatever is thrown at it, it answers or says what is wrong. */

const hostile: Readonly<Record<string, string>> = {
  "a script": '<script>alert("1")</script><img src=x onerror=alert(1)>',
  "a database's quotes": `'; DROP TABLE entries; -- " OR 1=1`,
  "a path": "../../etc/passwd\\..\\..",
  "a format": "%s%s%n{{7*7}}<%= 7*7 %>",
  "a NUL": "流浪狗\u0000归谁管",
  "control characters": "流浪狗\u0001\u001b[31m\u007f\u0085归谁管",
  "line separators": "流浪狗\u2028归谁管\u2029\r\n",
  "right to left": "\u202e流浪狗\u200f مرحبا שלום",
  "zero width": "流\u200b浪\u200c狗\u200d\ufeff归谁管",
  emoji: "👨‍👩‍👧‍👦🐕‍🦺流浪狗🇨🇳归谁管",
  "combining marks": `狗${"\u0301".repeat(500)}`,
  "rare characters": "𠮷野家的𪚥归谁管",
  "a lone surrogate": "流浪狗\ud800归谁管",
  "a surrogate the wrong way round": "\udc00\ud800",
  "a noncharacter": "狗\uffff\ufffe",
  "a very long word": "a".repeat(4_000),
  "a very long number": "9".repeat(4_000),
  "many numerals": "一百零二万三千".repeat(500),
  "4,000 Han characters": "流浪狗归谁管井盖丢失怎么办".repeat(308).slice(0, 4_000),
  "4,000 separators": `狗${"，".repeat(3_998)}狗`,
  "ligatures that unfold": "\ufdfa".repeat(1_000),
  "names of the language": "__proto__ constructor toString hasOwnProperty",
};

describe.each(Object.entries(hostile))("%s", (_name, q) => {
  test("is a question like any other: it comes back as JSON, to the letter", async () => {
    const response = await post("/v1/ask", { q });
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    const { query, candidates } = await read(askResponse, response);
    expect(query === q.trim()).toBe(true);
    expect(candidates.length).toBeLessThanOrEqual(5);
  });

  test("can be searched for and completed", async () => {
    const wellFormed = q.toWellFormed();
    const { query } = await read(searchResponse, call(address("/v1/search", { q: wellFormed.slice(0, 1_000), explain: 1 })));
    expect(query === wellFormed.slice(0, 1_000).trim()).toBe(true);
    await read(suggestResponse, call(address("/v1/suggest", { q: wellFormed.slice(0, 100) })));
  });
});

test("what lies between the characters of a question does not hide it", async () => {
  for (const name of ["a NUL", "control characters", "line separators", "zero width", "emoji", "a lone surrogate"]) {
    const { candidates } = await read(askResponse, post("/v1/ask", { q: hostile[name] }));
    expect([name, candidates[0]?.id]).toEqual([name, "matters/stray-dogs"]);
  }
});

/** Pieces that reach the corners of the reader: numerals, units, names, places, query syntax, broken Unicode. */
const piece = fc.oneof(
  fc.constantFrom(
    "流浪狗",
    "補貼",
    "92岁",
    "三百万元",
    "〇",
    "点",
    "半",
    "%",
    "2014-02-30",
    "工商局",
    "船山区",
    "谁管",
    "jinggai",
    "'",
    "\u0000",
    "\ud83d",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 12 }),
);
const anything = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

test("no text whatever breaks an endpoint", async () => {
  const { request: quietly } = await smallApp();
  const json = { "Content-Type": "application/json" };
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const q = encodeURIComponent(text.toWellFormed());
      const responses = await Promise.all([
        post("/v1/ask?explain=1", { q: text }),
        call(`/v1/search?explain=1&q=${q}`),
        call(`/v1/suggest?q=${q}`),
        call(`/v1/entries/${q}`),
        call(`/v1/departments/${q}`),
        call(`/v1/ask?q=x&region=${q}&at=${q}&limit=${q}`),
        quietly("/v1/feedback", { method: "POST", headers: json, body: JSON.stringify({ query: text, helpful: true, note: text }) }),
      ]);
      for (const response of responses) {
        expect([200, 202, 404, 422]).toContain(response.status);
        expect(await response.json()).toBeTypeOf("object");
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);

test("no bytes whatever break a posted question", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
      const response = await call("/v1/ask", { method: "POST", headers: { "Content-Type": "application/json" }, body: bytes });
      expect([400, 422]).toContain(response.status);
    }),
    { numRuns: 200 },
  );
});
