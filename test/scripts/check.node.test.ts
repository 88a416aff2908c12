import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kb, smallBaseFiles } from "./run-kb.ts";

const broken = `---
title: 路灯不亮
handlers:
  - { department: 公安厅局 }
reviewed: 2014-02-30
source: { title: 测试题 }
---
`;
const unknownDepartment = `---
title: 公交站台
handlers:
  - { department: 公安厅局 }
reviewed: null
source: { title: 测试题 }
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
---
`;

describe("kb check", () => {
  test("the knowledge base of this repository is sound", async () => {
    const { code, out, err } = await kb(["check"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^\d+ entries, 0 errors, 0 warnings\n$/u);
  });

  test("it checks the repository's base wherever it is started", async () => {
    const here = await kb(["check", "--json"]);
    const elsewhere = await kb(["check", "--json"], { cwd: folderWith() });
    expect(elsewhere).toEqual(here);
  });

  test("a sound base for a machine: counts, no problems, exit code 0", async () => {
    const folder = folderWith(smallBaseFiles);
    const { code, out } = await kb(["check", "--kb", "kb", "--json"], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ entries: 3, errors: 0, warnings: 0, problems: [] });
  });

  test("every mistake is named by place and remedy, as seen from where the editor stands", async () => {
    const folder = folderWith({ ...smallBaseFiles, "kb/matters/street-lamps.md": broken, "kb/matters/bus-stops.md": unknownDepartment });
    const { code, out } = await kb(["check", "--kb", join(folder, "kb")], { cwd: folder });
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      'kb/matters/bus-stops.md:4:19 unknown department "公安厅局" — did you mean "公安局"?',
      'kb/matters/street-lamps.md:4:19 unknown department "公安厅局" — did you mean "公安局"?',
      'kb/matters/street-lamps.md:5:11 bad date "2014-02-30" — write a real day as YYYY-MM-DD, for example 2026-03-01',
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
      problems: [
        {
          file: "kb/matters/bus-stops.md",
          line: 4,
          column: 19,
          severity: "error",
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
