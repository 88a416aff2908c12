import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeText } from "../../src/text/normalize.ts";
import { withoutTones } from "../../src/text/tone-marks.ts";
import { anyText } from "./unicode-text.ts";

test.each([
  ["jǐng gài diū le", "jing gai diu le"],
  ["lǜ guǎn", "lv guan"],
  ["jing3 gai4", "jing  gai "],
  ["流浪狗 liu2lang4gou3", "流浪狗 liu lang gou "],
  ["wifi5 b1", "wifi5 b1"],
  ["b2 c3", "b2 c3"],
  ["12345", "12345"],
])("%s → %s", (marked, plain) => {
  expect(withoutTones(marked)).toBe(plain);
});

test("every character keeps its place", () => {
  fc.assert(
    fc.property(anyText, (s) => {
      const text = normalizeText(s);
      expect(withoutTones(text)).toHaveLength(text.length);
    }),
  );
});
