import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { entryName } from "../../../scripts/import/entry-name.ts";
import { figuresIn } from "../../../scripts/import/figures-in.ts";
import { amountIn, rangeIn } from "../../../scripts/import/tiers-in-text.ts";
import { writeNewFiles } from "../../../scripts/import/write-new-files.ts";
import { folderWith } from "../run-kb.ts";

describe("all files or none", () => {
  test("whole files in folders that are made for them, nothing beside", () => {
    const folder = folderWith();
    writeNewFiles(join(folder, "kb"), [
      { path: join(folder, "kb/roles/a.md"), text: "a" },
      { path: join(folder, "report.md"), text: "r" },
    ]);
    expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(["kb", "kb/roles", "kb/roles/a.md", "report.md"]);
  });

  test("a file that appeared meanwhile is not written over, and what was written before it is taken back", () => {
    const folder = folderWith({ "kb/roles/b.md": "theirs" });
    const files = ["a", "b", "c"].map((name) => ({ path: join(folder, `kb/roles/${name}.md`), text: "ours" }));
    expect(() => writeNewFiles(join(folder, "kb"), [{ path: join(folder, "kb/guides/x.md"), text: "ours" }, ...files])).toThrow(
      /nothing was written to/u,
    );
    expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(["kb", "kb/roles", "kb/roles/b.md"]);
    expect(readFileSync(join(folder, "kb/roles/b.md"), "utf8")).toBe("theirs");
    expect(existsSync(join(folder, "kb/guides"))).toBe(false);
  });
});

test.each([
  ["流浪狗管理", "liu-lang-gou-guan-li"],
  ["绿化带养护（VIP）", "lv-hua-dai-yang-hu-vip"],
  ["12345热线", "12345-re-xian"],
  ["！？", "entry"],
  ["../../etc/passwd", "etc-passwd"],
])("%s is filed as %s", (title, name) => {
  expect(entryName(title)).toBe(name);
});

describe("numbers that say what they mean", () => {
  test.each([
    ["急会诊10分钟内到位", [{ value: 10, bound: "at-most", unit: "分钟" }]],
    ["满意率不低于95%", [{ value: 95, bound: "at-least", unit: "%" }]],
    ["每周两次检查", [{ value: 2, unit: "次/周" }]],
    ["每人每月补贴120元", [{ value: 120, unit: "元/人/月" }]],
    ["罚款200元以上500元以下", [{ range: [200, 500], unit: "元" }]],
    ["每晚7:30至9:00坐班", [{ range: ["19:30", "21:00"], unit: "时刻" }]],
    ["上班8:00-12:00", [{ range: ["08:00", "12:00"], unit: "时刻" }]],
    ["8:30前到岗", [{ value: "08:30", bound: "at-most", unit: "时刻" }]],
    ["抽听录音不少于8条", [{ value: 8, bound: "at-least", unit: "条" }]],
    ["2019年3月10日起施行，见第5条", []],
    ["竣工后l5天内完成", []],
    ["5:30可下班", []],
    ["3人以上户优先", []],
    ["拨打12345咨询", []],
  ])("%s", (text, figures) => {
    expect(figuresIn(text).map(({ label: _, ...figure }) => figure)).toEqual(figures);
  });

  test.each([
    ["90-94岁", { from: 90, to: 94 }],
    ["满60周岁不满70周岁", { from: 60, to: 69 }],
    ["80周岁（含）以上", { from: 80, to: null }],
    ["百岁老人", { from: 100, to: null }],
    ["5-10万元", { from: 50_000, to: 100_000 }],
    ["超过5万元不超过10万元", { from: 50_000.01, to: 100_000 }],
    ["3个工作日以内", { from: null, to: 3 }],
  ])("%s is a range", (text, ends) => {
    expect(rangeIn(text)).toMatchObject(ends);
  });

  test.each(["低保家庭", "20", "60岁以上70岁以上80岁以上", "10-5岁", "80岁（不含）以上"])("%s is none", (text) => {
    expect(rangeIn(text)).toBeNull();
  });

  test.each([
    ["50元/月", { value: 50, unit: "元/月" }],
    ["每月1,200元", { value: 1200, unit: "元/月" }],
    ["35", { value: 35, unit: "元" }],
    ["约80%", { value: 80, unit: "%" }],
  ])("%s is an amount", (text, amount) => {
    expect(amountIn(text, "元")).toEqual(amount);
  });

  test.each(["免费", "50元起，另计", "见附件"])("%s is none", (text) => {
    expect(amountIn(text, "元")).toBeNull();
  });
});
