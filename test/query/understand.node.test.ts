import { describe, expect, test } from "vitest";
import { understand } from "../../src/query/understand.ts";
import { snapshotOfTheBase } from "../index/the-base.ts";

const snapshot = await snapshotOfTheBase();
const at = "2026-05-01";
const asked = (said: string, region?: string) => understand(snapshot, said, { at, region });

describe("what a question wants", () => {
  test.each([
    ["流浪狗归谁管", "who"],
    ["井盖丢了找哪个部门", "who"],
    ["高龄补贴多少钱", "amount"],
    ["投诉多久办结", "duration"],
    ["开网吧能不能贷款", "permission"],
    ["话务班长的岗位职责", "duty"],
    ["接通率怎么算", "standard"],
    ["客户骂人怎么办", "procedure"],
    ["流浪狗", null],
  ])("%s → %s", (said, intent) => {
    expect(asked(said).intent).toBe(intent);
  });

  test("a figure comes before who, who before how", () => {
    expect(asked("怎么处理，归谁管，要多久").intent).toBe("duration");
    expect(asked("怎么处理，归谁管").intent).toBe("who");
  });
});

describe("where and of whom a question speaks", () => {
  test("a place it names, by its short name too", () => {
    expect(asked("射洪流浪狗归谁管").regions).toEqual(["510981"]);
    expect(asked("流浪狗归谁管").regions).toEqual([]);
  });

  test("the place given with the request goes before one it names", () => {
    expect(asked("射洪流浪狗归谁管", "510900").regions).toEqual(["510900"]);
  });

  test("departments, under today's id, each once", () => {
    expect(asked("工商局和市场监管局哪个管").departments).toEqual(["departments/market-regulation"]);
  });
});

describe("the terms looked for", () => {
  const terms = (said: string) => new Map(asked(said).terms.map((t) => [t.text, t]));

  test("politeness is not looked for", () => {
    expect([...terms("请问流浪狗谢谢").keys()]).toEqual([...terms("流浪狗").keys()]);
  });

  test("words that say what is asked count little beside what it is about", () => {
    const found = terms("流浪狗归谁管");
    const about = found.get("流浪狗")?.weight ?? 0;
    for (const [text, { weight }] of found) if (!"流浪狗".includes(text)) expect(weight).toBeLessThan(about / 2);
  });

  test("a synonym and a former name bring the knowledge base's own words", () => {
    expect(terms("野狗咬人").get("流浪狗")?.origin).toBe("synonym");
    expect(terms("工商局").get("市场监督管理局")?.origin).toBe("department");
  });

  test("a member of a class brings the class, weaker than itself", () => {
    const found = terms("马蜂窝归谁管");
    const own = Math.max(...[...found.values()].filter((t) => t.origin === "word").map((t) => t.weight));
    expect(found.get("虫害")?.origin).toBe("class");
    expect(found.get("虫害")?.weight).toBeLessThan(own / 2);
  });

  test("noise and dialect make no difference", () => {
    expect([...terms("流浪狗归什么部门管").keys()]).toEqual([...terms("😡流浪狗归啥子部门管！！！！！").keys()]);
  });

  test("each once", () => {
    const texts = asked("流浪狗流浪狗野狗流浪犬").terms.map((t) => t.text);
    expect(texts).toEqual([...new Set(texts)]);
  });

  test("of a whole complaint no more than of a long question", () => {
    const complaint = "昨天下午三点多我在河东新区滨江路散步，看见路边的井盖丢了，路灯也不亮，旁边还有几只流浪狗。".repeat(40);
    expect(asked(complaint).terms.length).toBeLessThan(100);
  });
});
