import { describe, expect, test } from "vitest";
import { answerTo, askTheBase, candidatesFor } from "./ask-the-base.ts";

const dogs = "matters/stray-dogs";
const lamps = "matters/street-lamps";

describe("a text that asks two things", () => {
  test.each([
    ["流浪狗归谁管，滨江路路灯不亮找哪个部门", dogs, lamps],
    ["小区里流浪狗很多还咬人，归谁管？另外滨江路的路灯也不亮，找谁修？", dogs, lamps],
    ["92岁老人高龄补贴多少，停车费纠纷找谁", "policies/elderly-allowance", "matters/parking-fee-disputes"],
    ["井盖丢了，还有停车场乱收费找哪个部门", "matters/manhole-covers", "matters/parking-fee-disputes"],
  ])("%s → both lead, and both are said", (question, one, other) => {
    expect(candidatesFor(question).slice(0, 2).toSorted()).toEqual([one, other].toSorted());
    const { text, caveats } = answerTo(question);
    expect(text).toContain("还问到的另一件事：");
    expect(caveats.join("")).toContain("来电人还问到：");
  });

  test("the figure of the second thing is the one asked for", () => {
    expect(answerTo("92岁老人高龄补贴多少，停车费纠纷找谁").text).toMatch(/(?<!\d)50元\/月/u);
    expect(answerTo("92岁老人高龄补贴多少，停车费纠纷找谁").text).not.toContain("300元");
  });
});

describe("a text that asks one thing", () => {
  test.each(["流浪狗归谁管", "高龄补贴多少钱，多久发一次", "小区里流浪狗很多，还咬人，归谁管？", "路灯坏了找谁，谁来修"])(
    "%s is answered alone",
    (question) => {
      const { answer, candidates } = askTheBase(question);
      expect(answer?.text).not.toContain("另一件事");
      expect(candidates[1]?.score ?? 0).toBeLessThan(0.5);
    },
  );

  test("a second thing that the base does not hold is not answered from a lookalike", () => {
    const { text } = answerTo("流浪狗归谁管，公积金怎么提取");
    expect(text).not.toContain("另一件事");
  });
});
