import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentencesOf } from "../../src/query/sentences.ts";
import { anyText } from "../text/unicode-text.ts";

const question = "小区楼下的井盖丢了归哪个部门管？";
const story = "我是南津路的老住户，在这里住了二十多年，邻居们都认识我。";

describe("the sentences of a text", () => {
  test("a question is taken whole, however it is punctuated", () => {
    expect(sentencesOf("你好。井盖丢了！找谁？")).toEqual(["你好。井盖丢了！找谁？"]);
  });

  test("a story is cut at full stops, exclamation and question marks, semicolons and new lines", () => {
    const sentences = sentencesOf(`${story}${story}\n前天晚上孩子差点掉下去！家里人都吓坏了，哭了一夜；${question}`);
    expect(sentences).toEqual([story, `${story}`, "\n前天晚上孩子差点掉下去！", "家里人都吓坏了，哭了一夜；", question]);
  });

  test("a few words go with what follows", () => {
    const sentences = sentencesOf(`${story}${story}你好！麻烦了。${question}`);
    expect(sentences).toEqual([story, story, `你好！麻烦了。${question}`]);
  });

  test("of a very long story the beginning and the end are kept, where the request stands", () => {
    const middle = Array.from({ length: 200 }, (_, i) => `第${i}天我又去看了一次，还是没有人来修。`).join("");
    const sentences = sentencesOf(`${question}${middle}${story}`);
    expect(sentences.length).toBeLessThan(100);
    expect([sentences[0], sentences.at(-1)]).toEqual([question, story]);
  });

  test("together they are the text, as long as none is left out", () => {
    const text = fc.array(fc.oneof(anyText, fc.constantFrom(story, question, "。", "！", "\n")), { maxLength: 20 }).map((t) => t.join(""));
    fc.assert(
      fc.property(text, (said) => {
        expect(sentencesOf(said).join("")).toBe(said);
      }),
    );
  });
});
