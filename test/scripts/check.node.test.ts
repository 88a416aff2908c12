import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kb, smallBaseFiles } from "./run-kb.ts";

const broken = `---
title: 路灯不亮
handlers:
  - { department: 公安厅局 }
reviewed: 2014-02-30
source: { title: 测试题 }
questions: [路灯坏了找谁修]
---
`;
const unknownDepartment = `---
title: 公交站台
handlers:
  - { department: 公安厅局 }
reviewed: null
source: { title: 测试题 }
questions: [公交站台烂了找谁]
---
`;
const gap = `---
title: 高龄补贴
tables:
  - label: 高龄补贴
    dimension: age
    unit: 岁
    tiers:
      - { from: 90, to: 94, value: 50, unit: 元 }
      - { from: 100, to: null, value: 300, unit: 元 }
reviewed: null
source: { title: 测试题 }
questions: [高龄补贴怎么领]
---
`;

describe("kb check", () => {
  test("the knowledge base of this repository is sound, wherever the check is started", async () => {
    const { code, out, err } = await kb(["check"], { cwd: folderWith() });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^(\d+) of \1 entries have never been reviewed .*\n\1 entries, 0 errors, \d+ warnings\n$/mu);
  });

  test("a sound base for a machine: counts, no problems, exit code 0", async () => {
    const folder = folderWith(smallBaseFiles);
    const { code, out } = await kb(["check", "--kb", "kb", "--json"], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ entries: 3, errors: 0, warnings: 0, unreviewed: 3, problems: [] });
  });

  test("every mistake is named by place and remedy, as seen from where the editor stands", async () => {
    const folder = folderWith({ ...smallBaseFiles, "kb/matters/street-lamps.md": broken, "kb/matters/bus-stops.md": unknownDepartment });
    const { code, out } = await kb(["check", "--kb", join(folder, "kb")], { cwd: folder });
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      'kb/matters/bus-stops.md:4:19 unknown department "公安厅局" — did you mean "公安局"?',
      'kb/matters/street-lamps.md:4:19 unknown department "公安厅局" — did you mean "公安局"?',
      'kb/matters/street-lamps.md:5:11 bad date "2014-02-30" — write a real day as YYYY-MM-DD, for example 2026-03-01',
      "4 of 4 entries have never been reviewed (reviewed: null); their answers say so",
      "4 entries, 3 errors, 0 warnings",
      "",
    ]);
  });

  test("the same mistakes for a machine", async () => {
    const folder = folderWith({ ...smallBaseFiles, "kb/matters/bus-stops.md": unknownDepartment });
    const { code, out } = await kb(["check", "--kb", "kb", "--json"], { cwd: folder });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      entries: 4,
      errors: 1,
      warnings: 0,
      unreviewed: 4,
      problems: [
        {
          file: "kb/matters/bus-stops.md",
          line: 4,
          column: 19,
          severity: "error",
          class: "unknown-department",
          message: 'unknown department "公安厅局"',
          remedy: 'did you mean "公安局"?',
        },
      ],
    });
  });

  test("a warning alone does not fail the check", async () => {
    const folder = folderWith({ ...smallBaseFiles, "kb/policies/allowance.md": gap });
    const { code, out } = await kb(["check", "--kb", "kb"], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toContain("kb/policies/allowance.md:9:17 warning: gap between the tiers");
    expect(out).toContain("4 entries, 0 errors, 1 warnings\n");
  });

  test("the day counts: what is right today may be overdue by then", async () => {
    const reviewed = smallBaseFiles["kb/matters/stray-dogs.md"]?.replace("reviewed: null", "reviewed: 2026-01-15") ?? "";
    const folder = folderWith({ ...smallBaseFiles, "kb/matters/stray-dogs.md": reviewed });
    const { out } = await kb(["check", "--kb", "kb", "--at", "2027-06-01"], { cwd: folder });
    expect(out).toMatch(
      /^kb\/matters\/stray-dogs\.md:7:11 warning: last reviewed on 2026-01-15.*\n2 of 3 entries have never been reviewed/u,
    );
    expect((await kb(["check", "--kb", "kb", "--at", "2026-02-30"], { cwd: folder })).err).toMatch(/^--at 2026-02-30 is not a day/u);
  });

  test("of many warnings of one kind the first are printed, and all are counted", async () => {
    const many = Array.from({ length: 30 }, (_, i) => [
      `kb/matters/matter-${String(i).padStart(2, "0")}.md`,
      `---\ntitle: 第${i}号事项\nhandlers: [{ department: 公安局 }]\nreviewed: null\nsource: { title: 测试题 }\n---\n`,
    ]);
    const folder = folderWith({ ...smallBaseFiles, ...Object.fromEntries(many) });
    const { out } = await kb(["check", "--kb", "kb"], { cwd: folder });
    expect(out.match(/warning: no questions/gu)).toHaveLength(20);
    expect(out).toContain("… and 10 more warnings of the kind no-questions; --json lists them all\n");
    expect(out).toContain("33 entries, 0 errors, 30 warnings\n");
  });

  test("what the editing program keeps in hidden folders is none of its business", async () => {
    const folder = folderWith({
      ...smallBaseFiles,
      "kb/.obsidian/template.md": "# x",
      "kb/matters/.draft.md": "x",
      "kb/matters/photo.jpg": "",
    });
    expect((await kb(["check", "--kb", "kb"], { cwd: folder })).code).toBe(0);
  });

  test.each(["nowhere", "kb/regions.yaml"])("--kb %s, which is no folder, is said so", async (path) => {
    const folder = folderWith(smallBaseFiles);
    const { code, out, err } = await kb(["check", "--kb", path], { cwd: folder });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe(`there is no folder ${join(folder, path)} — give the knowledge base's folder with --kb\n`);
  });
});

describe("kb check --fix", () => {
  /** Slips of which the second file's can only be put right after the first's: a department named in its own. */
  const slips = {
    "kb/departments/civil-affairs.md": "---\nname: 民政局\naliase: [市民政局]\nreviewed: null\nsource: { title: 机构沿革 }\n---\n",
    "kb/matters/place-names.md":
      "---\ntitle: 地名 # 标题\nquestions: 地名归谁管\nhandlers:\n  - { department: 市民政 局 }\nreviewed: 2026年3月1日\nsource: { title: 测试题 }\n---\n正文\n",
  };
  const mended = {
    "kb/departments/civil-affairs.md": slips["kb/departments/civil-affairs.md"].replace("aliase:", "aliases:"),
    "kb/matters/place-names.md": slips["kb/matters/place-names.md"]
      .replace("questions: 地名归谁管", "questions: [地名归谁管]")
      .replace("市民政 局", "市民政局")
      .replace("2026年3月1日", "2026-03-01"),
  };
  const slipped = { ...smallBaseFiles, ...slips };
  const now = ["--at", "2026-11-23"];
  const changes = [
    'kb/departments/civil-affairs.md:3:1 fixed: unknown key "aliase" → aliases',
    "kb/matters/place-names.md:3:12 fixed: questions: 地名归谁管 → [地名归谁管]",
    "kb/matters/place-names.md:6:11 fixed: reviewed: 2026年3月1日 → 2026-03-01",
    "kb/matters/place-names.md:5:19 fixed: handlers.0.department: 市民政 局 → 市民政局",
  ];
  const contents = (folder: string) =>
    Object.fromEntries(Object.keys(slipped).map((path) => [path, readFileSync(join(folder, path), "utf8")]));

  test("changes what is mechanical, prints each change, and touches nothing else; a second run changes nothing", async () => {
    const folder = folderWith(slipped);
    chmodSync(join(folder, "kb/matters/place-names.md"), 0o640);
    const untouched = statSync(join(folder, "kb/regions.yaml")).ino;
    const { code, out } = await kb(["check", "--kb", "kb", "--fix", ...now], { cwd: folder });
    expect(out.split("\n")).toEqual([
      ...changes,
      "4 of 5 entries have never been reviewed (reviewed: null); their answers say so",
      "5 entries, 0 errors, 0 warnings",
      "",
    ]);
    expect(code).toBe(0);
    expect(contents(folder)).toEqual({ ...smallBaseFiles, ...mended });
    expect(statSync(join(folder, "kb/regions.yaml")).ino).toBe(untouched);
    expect(statSync(join(folder, "kb/matters/place-names.md")).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, "kb/matters")).toSorted()).toEqual(["place-names.md", "stray-dogs.md"]);
    const again = await kb(["check", "--kb", "kb", "--fix", "--json", ...now], { cwd: folder });
    expect(JSON.parse(again.out)).toEqual({ entries: 5, errors: 0, warnings: 0, unreviewed: 4, problems: [], fixes: [] });
    expect(contents(folder)).toEqual({ ...smallBaseFiles, ...mended });
  });

  test("--dry-run shows the same changes, makes none, and reports what is still wrong", async () => {
    const folder = folderWith(slipped);
    const { code, out } = await kb(["check", "--kb", "kb", "--fix", "--dry-run", ...now], { cwd: folder });
    expect(out.split("\n").slice(0, 4)).toEqual(changes.map((change) => change.replace("fixed", "would fix")));
    expect(out).toContain('kb/departments/civil-affairs.md:3:1 unknown key "aliase" — did you mean "aliases"?');
    expect(code).toBe(1);
    expect(contents(folder)).toEqual(slipped);
  });

  test("--dry-run alone is refused", async () => {
    const { code, err } = await kb(["check", "--dry-run"]);
    expect({ code, err }).toEqual({ code: 1, err: "--dry-run shows what --fix would change: give both\n" });
  });
});
