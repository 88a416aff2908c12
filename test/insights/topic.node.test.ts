import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gatherTopics } from "../../src/insights/gather.ts";
import { phrasingOf } from "../../src/insights/phrasing.ts";
import { type TopicWord, topicOf } from "../../src/insights/topic.ts";
import { withoutIntroductions } from "../../src/insights/without-introductions.ts";
import { snapshotOfTheBase } from "../index/the-base.ts";
import { anyText } from "../text/unicode-text.ts";

const snapshot = await snapshotOfTheBase();
const words = (question: string) => topicOf(snapshot, question).map((w) => w.text);

describe("what a question is about", () => {
  test.each([
    ["请问路灯坏了归哪个部门管", "我们这里的街灯坏了怎么办", "請問路燈壞了歸誰管？", "路灯坏了！！！"],
    ["92岁老人每月补贴多少", "老人95岁了，每月补贴多少钱"],
    ["暖气费怎么交", "你好，我想问一下暖气费怎么交，谢谢"],
    ["我叫[姓名]，电梯坏了，电话[手机号]", "电梯坏了"],
    ["遂宁市公积金提取", "公积金提取"],
  ])("%s: the same, however it is asked", (first, ...others) => {
    expect(words(first).length).toBeGreaterThan(0);
    for (const other of others) expect(words(other)).toEqual(words(first));
  });

  test("something else is something else", () => {
    const questions = ["路灯坏了", "路灯太亮", "电梯坏了", "公积金提取", "公积金贷款", "暖气费", "身份证补办", "楼上装修噪音"];
    expect(new Set(questions.map((q) => words(q).join())).size).toBe(questions.length);
  });

  test("foreign words are words, numbers are not", () => {
    expect(words("UKey 2024 打不开 VPN2")).toEqual(expect.arrayContaining(["ukey", "vpn2"]));
    expect(words("UKey 2024 打不开 VPN2").some((w) => /^\d+$/u.test(w))).toBe(false);
  });

  test("a question in everyday words alone keeps the rarest of them", () => {
    expect(words("车没有人来")).toEqual(["没有", "车"]);
  });

  test.each(["", "？？？", "[手机号]", "12345", "请问"])("%j says nothing", (question) => {
    expect(words(question)).toEqual([]);
  });

  test("of variants of the same question every one falls in its place", () => {
    const subjects = [
      "路灯坏了",
      "公积金提取",
      "楼上装修噪音",
      "不动产证办理",
      "小区电梯坏了",
      "网上买的手机是假货",
      "身份证丢了补办",
      "垃圾没人清运",
      "燃气管道漏气",
      "公园座椅坏了",
      "快递丢失",
      "孩子转学",
    ];
    const before = ["", "请问", "你好，", "您好请问一下", "我想问一下", "麻烦问下，", "喂，你好，请问"];
    const after = [
      "",
      "归谁管",
      "归哪个部门管",
      "找哪个部门",
      "怎么办",
      "该找谁",
      "应该打哪个电话",
      "谁负责",
      "？",
      "，谢谢",
      "找哪个单位反映？",
    ];
    for (const subject of subjects) {
      const keys = before.flatMap((b) => after.map((a) => words(`${b}${subject}${a}`).join(" ")));
      expect([...new Set(keys)]).toEqual([words(subject).join(" ")]);
    }
  });

  test("of any text: at most six words, in order, each once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = words(text);
        expect(found.length).toBeLessThanOrEqual(6);
        expect(found).toEqual([...new Set(found)].toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });
});

describe("introductions", () => {
  test.each([
    ["我叫[姓名]。请问驾照换证", "请问驾照换证"],
    ["姓名：[姓名] 电话：[手机号] 路灯坏了", "路灯坏了"],
    ["驾照换证，请回电[手机号]", "驾照换证，"],
    ["车牌[车牌][手机号]，停车费", "停车费"],
    ["[车牌]乱停车，怎么办", "[车牌]乱停车，怎么办"],
    ["我叫[姓名]驾照换证", "我叫[姓名]驾照换证"],
    ["请回电[手机号]", "请回电[手机号]"],
    ["路灯坏了[灯", "路灯坏了[灯"],
  ])("%s → %s", (scrubbed, rest) => {
    expect(withoutIntroductions(scrubbed)).toBe(rest);
  });
});

describe("the phrasing that is kept", () => {
  test("a question stays as it is, on one line", () => {
    expect(phrasingOf(snapshot, " 路灯坏了\n归谁管 ")).toBe("路灯坏了 归谁管");
  });

  test("of a story, the sentence that says most", () => {
    const story =
      "你好，我想跟你们说一件事情，已经很久了。我们小区的燃气管道漏气，味道很大，没有人来处理。希望你们能够尽快给我一个答复，谢谢你们了。";
    expect(phrasingOf(snapshot, story)).toBe("我们小区的燃气管道漏气，味道很大，没有人来处理。");
  });

  test("never more than 120 characters, and never half a character", () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 20 }), (parts) => {
        const kept = phrasingOf(snapshot, parts.join("，"));
        expect(kept.length).toBeLessThanOrEqual(120);
        expect(kept.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("gathering", () => {
  const gather = (...topics: string[][]) =>
    gatherTopics(topics, (t) => t.map((text): TopicWord => ({ text, weight: 10 }))).map(({ lead, others }) =>
      [lead, ...others].map((t) => t.join("")),
    );

  test("what shares half of its words joins what came first", () => {
    expect(gather(["噪音", "装修", "楼上"], ["电梯"], ["装修", "楼上", "吵"], ["电梯", "维修"])).toEqual([
      ["噪音装修楼上", "装修楼上吵"],
      ["电梯", "电梯维修"],
    ]);
  });

  test("each joins the one it is most like, and never by a detour", () => {
    expect(gather(["a", "b"], ["c", "d"], ["b", "c", "d"], ["a"], ["x"])).toEqual([["ab", "a"], ["cd", "bcd"], ["x"]]);
  });

  test("every topic is somewhere, once, whatever the topics are", () => {
    const topic = fc.uniqueArray(fc.constantFrom(..."abcdef"), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(topic, { maxLength: 30 }), (topics) => {
        const gathered = gatherTopics(topics, (t) => t.map((text): TopicWord => ({ text, weight: 1 })));
        expect(gathered.flatMap(({ lead, others }) => [lead, ...others]).toSorted()).toEqual(topics.toSorted());
        expect(gathered.map((g) => g.lead)).toEqual(topics.filter((t) => gathered.some((g) => g.lead === t)));
      }),
    );
  });
});
