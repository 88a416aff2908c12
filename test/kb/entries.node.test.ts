import { describe, expect, test } from "vitest";
import { type Entry, leadOf, titleOf } from "../../src/kb/entry.ts";
import { assemble } from "../../src/kb/knowledge-base.ts";
import { formatProblem } from "../../src/kb/problem.ts";
import { smallKnowledgeBase, withFiles } from "./small-knowledge-base.ts";

function entry(id: string, files = smallKnowledgeBase): Entry {
  const found = assemble(files).base.entries.find((e) => e.id === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}

describe("a file becomes an entry", () => {
  test("its id is its path, its kind its folder, its defaults are filled in", () => {
    expect(entry("matters/stray-dogs")).toMatchObject({
      id: "matters/stray-dogs",
      kind: "matter",
      title: "城市流浪狗",
      handlers: [{ department: "公安局", role: "lead" }],
      keywords: [],
      validity: {},
      reviewed: null,
    });
  });

  test("the first paragraph of its body is what a call taker reads out", () => {
    expect(leadOf(entry("matters/stray-dogs"))).toBe("流浪狗由公安局负责。");
  });

  test("a body that begins with a heading has nothing to read out", () => {
    const file = {
      path: "matters/stray-dogs.md",
      text: "---\ntitle: a\nhandlers: [{ department: 公安局 }]\nreviewed: null\nsource: { title: a }\n---\n# 步骤\n",
    };
    expect(leadOf(entry("matters/stray-dogs", withFiles([file])))).toBe("");
  });

  test("a department is called by its name", () => {
    expect(titleOf(entry("departments/public-security"))).toBe("公安局");
    expect(titleOf(entry("matters/stray-dogs"))).toBe("城市流浪狗");
  });

  test("--- in the body is a line, not the end of the fields", () => {
    const text = `${smallKnowledgeBase.find((f) => f.path === "matters/stray-dogs.md")?.text}\n---\n附注\n`;
    expect(entry("matters/stray-dogs", withFiles([{ path: "matters/stray-dogs.md", text }])).body).toMatch(/附注$/u);
  });
});

describe("the editor's computer does not show", () => {
  test("a byte order mark and CRLF line ends give the same base", () => {
    const windows = smallKnowledgeBase.map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll("\n", "\r\n")}` }));
    const { base, problems } = assemble(windows);
    expect(problems).toEqual([]);
    expect(base.entries).toEqual(assemble(smallKnowledgeBase).base.entries);
    expect(base.regions).toEqual(assemble(smallKnowledgeBase).base.regions);
  });
});

describe("a base with mistakes", () => {
  test("keeps its sound entries beside the report of the broken one", () => {
    const { base, problems } = assemble(withFiles([{ path: "matters/broken.md", text: "---\ntitle: [\n---\n" }]));
    expect(base.entries.map((e) => e.id)).toEqual(["departments/market-regulation", "departments/public-security", "matters/stray-dogs"]);
    expect(problems.map((p) => p.file)).toEqual(["matters/broken.md"]);
  });

  test("without settings files, or without any file, is still a base", () => {
    expect(assemble([])).toMatchObject({ base: { entries: [], golden: [], regions: {} }, problems: [] });
  });

  test("an alias bomb is refused, not unfolded", () => {
    const rows = [
      "a: &a [x, x]",
      ...Array.from({ length: 40 }, (_, i) => `k${i}: &k${i} [*${i ? `k${i - 1}` : "a"}, *${i ? `k${i - 1}` : "a"}]`),
    ];
    const { problems } = assemble([{ path: "matters/bomb.md", text: `---\n${rows.join("\n")}\n---\n` }]);
    expect(problems).toHaveLength(40);
    expect(problems.map(formatProblem)[0]).toBe(
      "matters/bomb.md:3:10 YAML: *a stands for another value — write the value out, or put the text in quotes",
    );
  });
});
