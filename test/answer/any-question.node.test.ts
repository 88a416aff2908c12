import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ask } from "../../src/answer/ask.ts";
import { explain } from "../../src/answer/explain.ts";
import { searchEntries } from "../../src/answer/search-entries.ts";
import { entries } from "../index/the-base.ts";
import { anyText } from "../text/unicode-text.ts";
import { answerTo, askTheBase, snapshot, today } from "./ask-the-base.ts";

/** A citizen's letter of about 4,000 characters: his life, and somewhere in it what he wants. */
function complaint(request: string, place: "first" | "middle" | "last"): string {
  const life = [
    "我姓王，今年五十六岁，老家在乡下，年轻的时候跟着师傅学木匠，后来进城打工。",
    "我爱人身体一直不太好，前些年做过手术，每个月都要吃药。",
    "孩子在外地上大学，一年回来两次，电话里总说让我们放心。",
    "前天晚上下着大雨，我下班骑车回家，天黑得什么都看不清楚。",
    "邻居老李也看见了，他说已经好几个星期了，一直没有人来。",
    "我们都是老实人，从来不愿意给政府添麻烦，这次实在是没有办法。",
  ].join("");
  const story = life.repeat(Math.floor((3990 - request.length) / life.length));
  const half = Math.floor(story.length / life.length / 2) * life.length;
  if (place === "first") return `${request}${story}`;
  if (place === "last") return `${story}${request}`;
  return `${story.slice(0, half)}${request}${story.slice(half)}`;
}

describe("a pasted complaint", () => {
  const requests = [
    ["滨江路的路灯不亮好久了，请问路灯坏了归哪个部门管？", "matters/street-lamps"],
    ["小区门口马路上的井盖丢了，井盖丢失应该找哪个部门？", "matters/manhole-covers"],
    ["小区里流浪狗很多还咬人，流浪狗归谁管？", "matters/stray-dogs"],
  ] as const;

  test.each(requests.flatMap(([request, id]) => (["first", "last"] as const).map((place) => [request, place, id] as const)))(
    "%s (%s of 4,000 characters) → %s leads",
    (request, place, id) => {
      const text = complaint(request, place);
      expect(text.length).toBeGreaterThan(3500);
      expect(text.length).toBeLessThanOrEqual(4000);
      expect(askTheBase(text).candidates[0]?.id).toBe(id);
    },
  );

  test("is answered like the request alone, where it is short", () => {
    const text =
      "我姓王，住在滨江路，邻居们都可以作证，这件事已经拖了很久。昨天晚上我又去看过。请问路灯坏了归哪个部门管？麻烦尽快处理，谢谢。";
    expect(answerTo(text).entry.id).toBe(answerTo("路灯坏了归哪个部门管").entry.id);
  });
});

/** What every answer keeps to, whatever was asked. */
function contractOf(question: string, limit = 5): void {
  const { asked, trace } = ask(snapshot, question, { at: today }, limit);
  const { status, confidence, answer, clarify, candidates } = asked;
  expect(asked.query).toBe(question);
  expect([answer !== null, clarify !== null]).toEqual([status === "answered", status === "ambiguous"]);
  expect(confidence >= 0 && confidence <= 1).toBe(true);
  expect(candidates.length).toBeLessThanOrEqual(limit);
  const scores = candidates.map((c) => c.score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  if (answer !== null) {
    expect(answer.text.length).toBeGreaterThan(0);
    expect(candidates[0]?.id).toBe(answer.entry.id);
    expect(answer.caveats).toEqual([...new Set(answer.caveats)]);
  }
  if (clarify !== null) expect(clarify.options.length).toBeGreaterThan(1);
  JSON.stringify(explain(snapshot, trace.understood, trace.ranked));
}

describe("every answer keeps the contract", () => {
  test("for what callers say", () => {
    const questions = entries.flatMap((e) => (e.kind === "article" ? [] : e.questions)).filter((_, i) => i % 25 === 0);
    expect(questions.length).toBeGreaterThan(100);
    for (const question of questions) contractOf(question);
  });

  const fragments = [
    "流浪狗",
    "归谁管",
    "92岁",
    "不满",
    "以上",
    "jinggai",
    "wsj",
    "井该",
    "工商局",
    "请问",
    "%",
    "零零",
    "百百",
    "万万元",
    "点",
    "。",
  ];
  const hostile = fc
    .array(
      fc.oneof(
        anyText,
        fc.constantFrom(...fragments, "constructor", "__proto__", "toString", "<script>", "'; DROP TABLE", "../../", "{{1}}", "\\"),
        fc.tuple(fc.constantFrom(...fragments, "a", "狗", "9"), fc.integer({ min: 1, max: 200 })).map(([text, n]) => text.repeat(n)),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("").slice(0, 4000));

  test("for any text a client can send", () => {
    fc.assert(
      fc.property(hostile, (question) => contractOf(question)),
      { numRuns: 150 },
    );
  });

  test("and any such text can be searched for", () => {
    fc.assert(
      fc.property(hostile, (question) => {
        const { hits, total } = searchEntries(snapshot, question, { at: today }, { limit: 5, offset: 0 }).searched;
        expect(hits.length).toBe(Math.min(5, total));
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    "",
    " ",
    "？？？",
    "\u0000",
    "\ud842",
    "请问",
    "12345",
    "a".repeat(4000),
    "狗".repeat(4000),
    "9".repeat(4000),
    "一".repeat(4000),
  ])("for %j", (question) => contractOf(question));
});

test("the same question gets the same answer", () => {
  for (const question of ["流浪狗归谁管", "92岁老人补贴多少", "jinggai diule"]) expect(askTheBase(question)).toEqual(askTheBase(question));
});
