import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, jsonl, kb, makeFolder, smallBaseFiles } from "./run-kb.ts";

const dogs = (handler: string, questions = "[流浪狗归谁管, 野狗太多找哪个部门]") => `---
title: 城市流浪狗
questions: ${questions}
handlers:
  - { department: ${handler} }
region: "510900"
reviewed: null
source: { title: 测试题 }
---
流浪狗由${handler}负责。
`;
const lamps = `---
title: 路灯不亮
questions: [路灯坏了找谁]
handlers: [{ department: 市场监督管理局 }]
reviewed: null
source: { title: 测试题 }
---
`;
const golden = "- { q: 流浪狗归谁管, entry: matters/stray-dogs, departments: [公安局] }\n";

/** The base as it was published. */
const before = makeFolder({ ...smallBaseFiles, "kb/matters/stray-dogs.md": dogs("公安局"), "kb/golden.yaml": golden });
const snapshot = join(before, "before.snapshot");
beforeAll(async () => {
  expect((await kb(["build", "--kb", join(before, "kb"), "--out", snapshot])).code).toBe(0);
}, 120_000);
afterAll(() => rmSync(before, { recursive: true, force: true }));

const changed = (files: Record<string, string> = {}) =>
  folderWith({
    ...smallBaseFiles,
    "kb/matters/stray-dogs.md": dogs("市场监督管理局"),
    "kb/matters/street-lamps.md": lamps,
    "kb/golden.yaml": golden,
    ...files,
  });

describe("kb diff", () => {
  test("says for a reader what publishing would change, and what would be answered otherwise", async () => {
    const folder = changed({ "asked.txt": "路灯坏了找谁\n\n野狗太多找哪个部门\n量子色动力学\n" });
    const { code, out, err } = await kb(["diff", "--kb", "kb", "--from", snapshot, "--questions", "asked.txt"], { cwd: folder });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(
      out
        .replace(/[0-9a-f]{12}/u, "VERSION")
        .replace(snapshot, "SNAPSHOT")
        .split("\n"),
    ).toEqual([
      "compared with VERSION (SNAPSHOT)",
      "",
      "changed  matters/stray-dogs  城市流浪狗",
      "  城市流浪狗：负责部门 公安局 → 市场监督管理局",
      "  城市流浪狗：答复正文 流浪狗由公安局负责。 → 流浪狗由市场监督管理局负责。",
      "",
      "added    matters/street-lamps  路灯不亮",
      "  路灯不亮：负责部门 市场监督管理局",
      "",
      "golden   流浪狗归谁管",
      "  before  城市流浪狗，公安局",
      "  after   城市流浪狗，市场监督管理局",
      "",
      "recent   路灯坏了找谁",
      "  before  未找到",
      "  after   路灯不亮，市场监督管理局",
      "",
      "recent   野狗太多找哪个部门",
      "  before  城市流浪狗，公安局",
      "  after   城市流浪狗，市场监督管理局",
      "",
      "golden.yaml: “流浪狗归谁管” does not lead to 公安局 — publishing will be refused",
      "",
      "1 added, 1 changed, 0 removed; 1 of 1 golden questions answered otherwise, 2 of 3 recent questions answered otherwise",
      "",
    ]);
  });

  test("the same for a machine", async () => {
    const folder = changed({ "asked.jsonl": jsonl([{ query: "路灯坏了找谁" }]) });
    const { code, out } = await kb(["diff", "--kb", "kb", "--from", snapshot, "--questions", "asked.jsonl", "--json"], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      from: { version: expect.stringMatching(/^[0-9a-f]{12}$/u) },
      entries: [
        {
          id: "matters/stray-dogs",
          change: "changed",
          lines: [{ field: "handlers", before: "公安局", after: "市场监督管理局", relearn: true }, { field: "body" }],
        },
        { id: "matters/street-lamps", change: "added" },
      ],
      vocabulary: false,
      golden: { asked: 1, changed: [{ q: "流浪狗归谁管" }], failures: [{ q: "流浪狗归谁管" }] },
      recent: { asked: 1, changed: [{ before: { status: "not_found" }, after: { entry: { id: "matters/street-lamps" } } }] },
    });
  });

  test("nothing changed, nothing said", async () => {
    const { code, out } = await kb(["diff", "--kb", join(before, "kb"), "--from", snapshot]);
    expect(code).toBe(0);
    expect(out.split("\n").slice(1)).toEqual(["", "0 added, 0 changed, 0 removed; 0 of 1 golden questions answered otherwise", ""]);
  });

  test("a base with errors cannot be compared; they are named", async () => {
    const folder = changed({ "kb/matters/street-lamps.md": lamps.replace("市场监督管理局", "公安厅局") });
    const { code, out, err } = await kb(["diff", "--kb", "kb", "--from", snapshot], { cwd: folder });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain('kb/matters/street-lamps.md:4:26 unknown department "公安厅局"');
    expect(err).toContain("nothing was compared");
  });

  test.each([
    ["--from", "nowhere.snapshot", "there is no snapshot"],
    ["--questions", "nowhere.txt", "there is no file"],
  ])("%s %s: %s", async (option, value, says) => {
    const folder = changed();
    const { code, err } = await kb(["diff", "--kb", "kb", ...(option === "--from" ? [] : ["--from", snapshot]), option, value], {
      cwd: folder,
    });
    expect(code).toBe(1);
    expect(err).toContain(says);
  });
});
