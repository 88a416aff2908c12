import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { absent, buildTrie, root, Trie } from "../../src/index/trie.ts";
import { byUnit } from "../../src/index/trie-lexicon.ts";

/** Terms that share beginnings, with units from both ends of the range, in the order a build needs. */
const unit = fc.constantFrom(..."流浪狗归a0𠮷", "\0", "\uffff", "\ud800");
const anyTerm = fc.string({ unit, minLength: 1, maxLength: 5 });
const terms = fc.uniqueArray(anyTerm, { maxLength: 40 }).map((all) => all.sort(byUnit));

function built(all: readonly string[]) {
  const { columns, nodes } = buildTrie(all);
  return { trie: new Trie(columns), columns, nodes };
}

describe("a trie of terms, against a plain set of them", () => {
  test("finds every term at its own node", () => {
    fc.assert(
      fc.property(terms, (all) => {
        const { trie, nodes } = built(all);
        expect(all.map((term) => trie.find(term))).toEqual([...nodes]);
        expect(new Set(nodes).size).toBe(all.length);
      }),
    );
  });

  test("walks just the beginnings of terms", () => {
    fc.assert(
      fc.property(terms, anyTerm, (all, text) => {
        const { trie } = built(all);
        const begins = (prefix: string) => all.some((term) => term.startsWith(prefix));
        for (let end = 0; end <= text.length; end++) {
          const prefix = text.slice(0, end);
          expect(trie.find(prefix) !== absent).toBe(begins(prefix) || prefix === "");
        }
      }),
      { numRuns: 300 },
    );
  });

  test("has a child where a beginning goes on, and only there", () => {
    fc.assert(
      fc.property(terms, (all) => {
        const { trie } = built(all);
        const prefixes = new Set(all.flatMap((term) => Array.from(term, (_, i) => term.slice(0, i))));
        const units = new Set(all.flatMap((term) => Array.from({ length: term.length }, (_, i) => term.charCodeAt(i))));
        for (const prefix of prefixes) {
          const node = trie.find(prefix);
          for (const u of [...units, 0x7ba1]) {
            const longer = prefix + String.fromCharCode(u);
            const goesOn = all.some((term) => term.startsWith(longer));
            expect(trie.child(node, u)).toBe(goesOn ? trie.find(longer) : absent);
          }
        }
      }),
    );
  });

  test("has one node for every distinct beginning, the root among them", () => {
    fc.assert(
      fc.property(terms, (all) => {
        const beginnings = new Set(all.flatMap((term) => Array.from({ length: term.length }, (_, i) => term.slice(0, i + 1))));
        expect(built(all).trie.size).toBe(beginnings.size + 1);
      }),
    );
  });

  test("finds a piece of a text where it stands", () => {
    fc.assert(
      fc.property(terms, anyTerm, fc.nat(5), fc.nat(5), (all, text, a, b) => {
        const { trie } = built(all);
        const [start, end] = a < b ? [a, Math.min(b, text.length)] : [b, Math.min(a, text.length)];
        if (start <= end) expect(trie.find(text, start, end)).toBe(trie.find(text.slice(start, end)));
      }),
    );
  });

  test("keeps the children of a node together, with ascending labels", () => {
    fc.assert(
      fc.property(terms, (all) => {
        const { labels, children } = built(all).columns;
        expect(children).toHaveLength(labels.length + 1);
        expect(children.at(-1)).toBe(labels.length);
        for (let node = 0; node < labels.length; node++) {
          const own = labels.subarray(children[node], children[node + 1]);
          expect([...own]).toEqual([...new Set(own)].sort((x, y) => x - y));
        }
      }),
    );
  });
});

test("a trie of nothing is its root", () => {
  const { trie } = built([]);
  expect(trie.size).toBe(1);
  expect(trie.find("")).toBe(root);
  expect(trie.find("狗")).toBe(absent);
});

test("a walk through columns that make no sense ends all the same", () => {
  const numbers = fc.oneof(fc.nat(5), fc.constantFrom(0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff));
  const column = fc.array(numbers, { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(column, anyTerm, (children, text) => {
      const trie = new Trie({ labels: new Uint16Array(children.length - 1), children: Uint32Array.from(children) });
      expect(trie.find(text)).toBeGreaterThanOrEqual(absent);
    }),
    { numRuns: 1000 },
  );
});
