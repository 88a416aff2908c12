import { describe, expect, test } from "vitest";
import { entries } from "../index/the-base.ts";
import { answerTo } from "./ask-the-base.ts";

/** Who an answer sends the caller to. */
const sentTo = (question: string) => answerTo(question).departments.map((d) => d.name);

describe("who handles it depends on what the caller says", () => {
  test.each([
    // The bridge: its railing or its body.
    ["桥栏杆坏了找谁", ["住建局"]],
    ["桥上的扶手松了找谁", ["住建局"]],
    ["道路桥梁主体坏了找谁", ["交运局"]],
    ["桥坏了找谁", ["交运局", "住建局"]],
    // The manhole cover: the mark on it.
    ["井盖上写着电信，丢了找谁", ["电信"]],
    ["联通的井盖不见了打哪里", ["联通"]],
    ["移动公司的井盖丢失归谁补", ["移动"]],
    ["标着住建局的井盖没了交给谁", ["住建局"]],
    ["井盖丢了找谁", ["住建局", "电信", "联通", "移动"]],
    ["路面井盖丢失", ["住建局", "电信", "联通", "移动"]],
  ])("%s → %j", (question, names) => {
    expect(sentTo(question)).toEqual(names);
  });

  test("the text names the branch that was asked for, and no other department", () => {
    const { text } = answerTo("桥栏杆坏了找谁");
    expect(text).toContain("由住建局负责（桥梁周围扶手、栏杆的维护）");
    expect(text).not.toContain("交运局");
  });

  test("where nothing is said, the text gives every branch with its condition", () => {
    const { text } = answerTo("桥坏了找谁");
    expect(text).toContain("道路桥梁主体的修复：交运局");
    expect(text).toContain("桥梁周围扶手、栏杆的维护：住建局");
  });

  test("asked by its title alone, a matter keeps all its branches", () => {
    const lost = entries.flatMap((entry) => {
      if (entry.kind !== "matter" || entry.handlers.length < 2) return [];
      const { entry: found, departments } = answerTo(entry.title);
      return found.id === entry.id && departments.length === entry.handlers.length ? [] : [`${entry.title}: ${departments.length}`];
    });
    expect(lost).toEqual([]);
  });
});
