import { describe, expect, test } from "vitest";
import { decide, thresholds } from "../../src/answer/decide.ts";
import { answerTo, askTheBase } from "./ask-the-base.ts";

describe("two entries that state different numbers", () => {
  test("are both read out, where the question names neither", () => {
    const { text, caveats, figures } = answerTo("创业贷款最高能贷多少");
    expect(text).toMatch(/15万元.*也可能指：.*8万元/u);
    expect(caveats).toContain("问题没有说清是“合伙创业小额担保贷款额度”还是“个人创业小额担保贷款额度和期限”（第二条候选）。");
    expect(figures.every((f) => f.label.startsWith("合伙"))).toBe(true);
  });

  test.each([
    ["三个人合伙办厂，贷款最高多少", "15万元", "8万元"],
    ["我自己单独创业贷款上限是多少", "8万元", "15万元"],
    ["大客户投诉满意率最低要多少", "95%", "90%"],
  ])("are told apart by %s", (question, amount, other) => {
    expect(answerTo(question).text).toContain(amount);
    expect(answerTo(question).text).not.toContain(other);
  });

  test("are one, where both state the same", () => {
    expect(answerTo("准备间护士上下班时间").text).not.toContain("也可能指");
  });

  test("are asked back, where neither is likely by itself but one of the two is", () => {
    const { status, clarify } = askTheBase("小额担保贷款额度");
    expect(status).toBe("ambiguous");
    expect(clarify?.options.map((o) => o.label)).toEqual(["个人创业小额担保贷款额度和期限", "合伙创业小额担保贷款额度"]);
  });
});

describe("what is done with a confidence", () => {
  test.each([
    [thresholds.answer, [0.9, 0.1], "answered"],
    [thresholds.answer - 0.01, [0.9, 0.1], "not_found"],
    [thresholds.answer - 0.01, [0.8, 0.2], "ambiguous"],
    [0.3, [0.5, 0.5], "ambiguous"],
    [0.2, [0.5, 0.5], "not_found"],
    [0.9, [1], "answered"],
    [0.5, [1], "not_found"],
    [0, [], "not_found"],
  ] as const)("of %d and shares %j: %s", (confidence, shares, status) => {
    expect(
      decide(
        confidence,
        shares.map((share) => ({ share })),
      ),
    ).toBe(status);
  });
});
