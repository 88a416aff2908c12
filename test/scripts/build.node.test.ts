import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { folderWith, jsonl, kb, smallBaseFiles } from "./run-kb.ts";

const documents = [
  { id: "law/1", title: "中华人民共和国民法典 第一条", text: "为了保护民事主体的合法权益。" },
  { id: "law/2", title: "中华人民共和国民法典 第二条", text: "民法调整平等主体之间的人身关系和财产关系。" },
  // A line separator (U+2028) inside a text does not end the row.
  { id: "law/3", title: "第三条", text: "民事主体的\u2028人身权利" },
];

describe("kb build", () => {
  test("the same knowledge base gives the same bytes", async () => {
    const folder = folderWith(smallBaseFiles);
    await kb(["build", "--kb", "kb", "--out", "first.snapshot"], { cwd: folder });
    await kb(["build", "--kb", "kb", "--out", "second.snapshot"], { cwd: folder });
    expect(readFileSync(join(folder, "first.snapshot")).equals(readFileSync(join(folder, "second.snapshot")))).toBe(true);
  });

  test("--json reports the snapshot as it stands in the file", async () => {
    const folder = folderWith(smallBaseFiles);
    const { code, out, err } = await kb(["build", "--kb", "kb", "--out", "new/folder/kb.snapshot", "--json"], { cwd: folder });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(["version", "entries", "terms", "postings", "bytes", "ms"]);
    expect(report).toMatchObject({ entries: 3, bytes: statSync(join(folder, "new/folder/kb.snapshot")).size });
    expect(report.version).toMatch(/^[0-9a-f]{12}$/u);
    for (const count of ["terms", "postings", "ms"]) expect(report[count]).toBeGreaterThan(0);
  });

  test("without --json one readable line says the same", async () => {
    const folder = folderWith(smallBaseFiles);
    const { out } = await kb(["build", "--kb", "kb", "--out", "kb.snapshot"], { cwd: folder });
    const { size } = statSync(join(folder, "kb.snapshot"));
    expect(out).toMatch(new RegExp(`kb\\.snapshot: version [0-9a-f]{12}, 3 entries, \\d+ terms, ${size} bytes, \\d+ ms\n$`, "u"));
  });

  test("documents alone, gzipped or not, in any order, saved on any computer: the same bytes", async () => {
    const folder = folderWith({
      "plain.jsonl": jsonl(documents),
      "packed.jsonl.gz": gzipSync(jsonl(documents.toReversed()).trimEnd()),
      "windows.jsonl": `\uFEFF${jsonl(documents).replaceAll("\n", "\r\n\r\n")}`,
    });
    const bytes: string[] = [];
    for (const name of ["plain.jsonl", "packed.jsonl.gz", "windows.jsonl"]) {
      const { code, out } = await kb(["build", "--docs", name, "--out", `${name}.snapshot`, "--json"], { cwd: folder });
      expect({ code, entries: JSON.parse(out).entries }).toEqual({ code: 0, entries: 3 });
      bytes.push(readFileSync(join(folder, `${name}.snapshot`)).toString("base64"));
    }
    expect(new Set(bytes).size).toBe(1);
  });

  test("several files of documents beside a knowledge base", async () => {
    const folder = folderWith({ ...smallBaseFiles, "a.jsonl": jsonl(documents.slice(0, 2)), "b.jsonl": jsonl(documents.slice(2)) });
    const { out } = await kb(["build", "--kb", "kb", "--docs", "a.jsonl", "--docs", "b.jsonl", "--out", "x", "--json"], { cwd: folder });
    expect(JSON.parse(out).entries).toBe(6);
  });
});

describe("kb build refuses what it cannot use, and leaves no file behind", () => {
  const good = jsonl(documents.slice(0, 1));
  const refused: readonly (readonly [title: string, files: Record<string, string | Uint8Array>, args: string[], says: string])[] = [
    ["a line that is not JSON", { "a.jsonl": `${good}{"id": "law/2",\n` }, [], "a.jsonl:2:1 not valid JSON — each line is one object"],
    [
      "a line that is no object",
      { "a.jsonl": `${good}[1]\n` },
      [],
      'a.jsonl:2:1 the line is a list, not fields — a document is {"id", "title", "text"}',
    ],
    [
      "a missing field",
      { "a.jsonl": `${good}\n{"id":"x","title":"y"}\n` },
      [],
      'a.jsonl:3:1 "text" is missing — a document is {"id", "title", "text"}',
    ],
    [
      "an id that is a number",
      { "a.jsonl": '{"id":7,"title":"y","text":""}\n' },
      [],
      'a.jsonl:1:1 "id" is a number, not text — a document is {"id", "title", "text"}',
    ],
    [
      "an id used twice",
      { "a.jsonl": `${good}${good}` },
      [],
      'a.jsonl:2:1 duplicate id "law/1", also in FOLDER/a.jsonl:1 — ids must be distinct',
    ],
    [
      "an id used in two files",
      { "a.jsonl": good, "b.jsonl": good },
      ["--docs", "b.jsonl"],
      'b.jsonl:1:1 duplicate id "law/1", also in FOLDER/a.jsonl:1 — ids must be distinct',
    ],
    [
      "an id that an entry has",
      { "a.jsonl": good.replace("law/1", "matters/stray-dogs") },
      [],
      'a.jsonl:1:1 duplicate id "matters/stray-dogs", also in the knowledge base — ids must be distinct',
    ],
    ["a file that is not there", {}, [], "there is no file FOLDER/a.jsonl"],
    [
      "a packed file that is cut off",
      { "b.jsonl.gz": gzipSync(jsonl(documents)).subarray(0, 60), "a.jsonl": "" },
      ["--docs", "b.jsonl.gz"],
      "b.jsonl.gz: cannot be read (unexpected end of file)",
    ],
  ];

  test.each(refused)("%s", async (_, files, args, says) => {
    const folder = folderWith({ ...smallBaseFiles, ...files });
    const { code, out, err } = await kb(["build", "--kb", "kb", "--docs", "a.jsonl", ...args, "--out", "out/kb.snapshot", "--json"], {
      cwd: folder,
    });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    const message = says.replaceAll("FOLDER", folder);
    expect(err).toBe(`${message.startsWith("there") ? "" : `${folder}/`}${message}\n`);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("a knowledge base with mistakes, and keeps the snapshot of yesterday", async () => {
    const folder = folderWith({ ...smallBaseFiles, "kb/matters/x.md": "流浪狗", "kb.snapshot": "yesterday" });
    const { code, err } = await kb(["build", "--kb", "kb", "--out", "kb.snapshot"], { cwd: folder });
    expect(code).toBe(1);
    expect(err).toBe(
      "kb/matters/x.md:1:1 no front matter — start the file with a line ---, the fields, and another line ---\nnothing was built: 1 errors in the knowledge base\n",
    );
    expect(readFileSync(join(folder, "kb.snapshot"), "utf8")).toBe("yesterday");
    expect(readdirSync(folder).toSorted()).toEqual(["kb", "kb.snapshot"]);
  });
});
