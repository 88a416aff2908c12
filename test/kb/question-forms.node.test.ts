import { describe, expect, test } from "vitest";
import { QuestionForms } from "../../src/kb/question-forms.ts";
import { lexicon } from "../../src/kb/settings.ts";

const forms = new QuestionForms(
  lexicon.parse({
    dialects: [{ say: ["归边个管"], means: "归谁管" }],
    synonyms: [{ say: ["野狗", "流浪犬"], means: ["流浪狗"] }],
    shells: ["请问", "您好", "请问一下"],
    intents: { who: ["归谁管", "归哪个部门管"], amount: ["多少钱", "多少"] },
  }),
);

describe("a question in its plainest form", () => {
  test.each([
    ["流浪狗归谁管", "流浪狗", "who"],
    ["您好，请问一下野狗归哪个部门管？", "流浪狗", "who"],
    ["請問：流浪犬歸誰管", "流浪狗", "who"],
    ["流浪狗", "流浪狗", null],
    ["補貼多少錢", "补贴多少钱", "amount"],
    ["流浪犬归边个管", "流浪狗", "who"],
    ["野狗 多少 归谁管", "流浪狗 多少", "who"],
    ["VIP话务员", "vip话务员", null],
    ["？？", "", null],
  ])("%s", (question, content, intent) => {
    expect(forms.of(question)).toEqual({ content, intent });
  });

  test("in its own words keeps what is asked", () => {
    expect(forms.inOwnWords("野狗归谁管")).toBe("流浪狗归谁管");
    expect(forms.inOwnWords("高龄补贴标准")).toBe("高龄补贴标准");
  });
});
