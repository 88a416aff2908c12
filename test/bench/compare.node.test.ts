import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Results, Row } from "../../bench/compare/results.ts";
import { sample } from "../../bench/compare/sample.ts";
import { documentAt, knownItems } from "../../bench/grammar.ts";
import { logPlot } from "../../bench/log-plot.ts";

const program = join(import.meta.dirname, "../../bench/compare.ts");
const run = promisify(execFile);

describe("the comparison, from the command line", () => {
  const out = mkdtempSync(join(tmpdir(), "bench-test-"));
  afterAll(() => rmSync(out, { recursive: true }));
  const documents = Array.from({ length: 60 }, (_, n) => documentAt(n, 7));
  const file = join(out, "articles.jsonl");
  const bench = (...options: string[]) =>
    run(process.execPath, [program, "--data", join(out, "none"), "--out", out, "--rounds", "1", ...options]);
  let results: Results;
  let page = "";

  beforeAll(async () => {
    await bench("--generate", "60", "--sizes", "30,all", "--seed", "7");
    results = JSON.parse(readFileSync(join(out, "compare.json"), "utf8")) as Results;
    page = readFileSync(join(out, "compare.md"), "utf8");
  }, 120_000);

  const rowsOf = (size: number): readonly Row[] => results.tables.find((t) => t.size === size)?.rows ?? [];

  test("every engine has its line in the table of every size, with figures", () => {
    expect(results.tables.map((t) => t.size)).toEqual([30, 60]);
    for (const size of [30, 60]) {
      expect(rowsOf(size).map((r) => [r.engine, r.missing])).toEqual(
        ["shuiguan", "minisearch", "orama", "flexsearch", "fts5"].map((engine) => [engine, null]),
      );
    }
    const table = page.slice(page.indexOf("### generated, 60 documents"), page.indexOf("## Relevance"));
    const [head, , ...lines] = table.split("\n").flatMap((line) => (line.startsWith("|") ? [line.split(" | ")] : []));
    const cells = lines.map((line) => [line[0], Number.parseFloat(line[head?.indexOf("p50 ms") ?? -1] ?? "")]);
    expect(cells).toEqual(rowsOf(60).map(({ label, searched }) => [`| ${label}`, expect.closeTo(searched?.p50 ?? -1, 0)]));
  });

  test("the known items are found, ours first of all", () => {
    for (const { engine, searched } of rowsOf(60)) expect(searched?.quality?.amongTen, engine).toBeGreaterThan(0.5);
    expect(rowsOf(60)[0]?.searched?.quality).toMatchObject({ questions: 60, first: 1, amongTen: 1, reciprocal: 1 });
  });

  test("what was measured is there to see: the machine, the memory, the plot", () => {
    expect(page).toContain(`Node ${process.versions.node}`);
    for (const { engine, built, searched } of rowsOf(60)) {
      expect(built?.bytes, engine).toBeGreaterThan(1000);
      expect(searched?.loaded.rss, engine).toBeGreaterThan(30e6);
    }
    expect(readFileSync(join(out, "compare.svg"), "utf8").match(/>Orama \(Mandarin\)</gu)).toHaveLength(1);
  });

  test("any documents will do: without questions, titles are asked for", async () => {
    writeFileSync(file, documents.map((d) => JSON.stringify(d)).join("\n"));
    await bench("--docs", file, "--sizes", "all", "--engines", "shuiguan");
    const [table] = (JSON.parse(readFileSync(join(out, "compare.json"), "utf8")) as Results).tables;
    expect(table).toMatchObject({ corpus: "articles", size: 60, judged: 60, rows: [{ searched: { quality: { first: 1 } } }] });
  }, 60_000);

  test("an engine that takes too long is reported with the limit, at that size and beyond", async () => {
    writeFileSync(file, Array.from({ length: 20_000 }, (_, n) => JSON.stringify(documentAt(n, 7))).join("\n"));
    await bench(
      "--docs",
      file,
      "--sizes",
      "20,all",
      "--engines",
      "shuiguan,fts5",
      "--build-seconds",
      "1",
      "--max-minutes",
      "2",
      "--seconds",
      "1",
    );
    const { tables } = JSON.parse(readFileSync(join(out, "compare.json"), "utf8")) as Results;
    const missing = tables.flatMap((t) => t.rows.map((r) => [t.size, r.engine, r.missing]));
    expect(missing).toContainEqual([
      20_000,
      "shuiguan",
      expect.stringMatching(/^(?:build: > 1 s|not tried: build: > 1 s at 20 documents)$/u),
    ]);
  }, 60_000);

  test("a line that is no document is named, and nothing is written", async () => {
    writeFileSync(file, `${JSON.stringify(documents[0])}\n{"id":"x"}\n`);
    rmSync(join(out, "compare.md"));
    await expect(bench("--docs", file)).rejects.toMatchObject({ stderr: expect.stringContaining(`${file}:2:1 not of the expected form`) });
    expect(() => readFileSync(join(out, "compare.md"))).toThrow();
  });
});

test("a sample has the size asked for, holds what is asked about, and keeps the order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.array(fc.nat()), fc.integer({ min: 1, max: 30 }), (ids, picks, size) => {
      const asked = picks.map((n) => ids[n % ids.length] ?? "");
      const chosen = sample(ids, asked, size);
      expect(chosen).toHaveLength(Math.min(size, ids.length));
      expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
      if (size > 1 && asked[0] !== undefined) expect(chosen).toContain(ids.indexOf(asked[0]));
    }),
  );
});

test("the grammar: the same seed, the same corpus; no two documents alike; a question's place, matter and side are its answer's", () => {
  const titles = new Set(Array.from({ length: 110_000 }, (_, n) => documentAt(n, 3).title));
  expect(titles.size).toBe(110_000);
  expect(documentAt(17, 3)).toEqual(documentAt(17, 3));
  expect(documentAt(17, 3)).not.toEqual(documentAt(17, 4));
  for (const { query, relevant } of knownItems(50, 5000, 3)) {
    const { title } = documentAt(Number(relevant[0]?.replace("item-", "")), 3);
    const [where, side = ""] = title.split("办法：");
    expect(query).toContain(side);
    expect(query).toContain(where?.slice(0, 3));
  }
});

test("on log–log axes a power law is a straight line, and no text becomes markup", () => {
  const points = [10, 100, 1000].map((x) => [x, x ** 2] as const);
  const plot = logPlot("t", "n", [{ title: "a < b", lines: [{ name: '<i>"', points }] }]);
  const [, path = ""] = /<path d="(M[^"]+)" fill="none"/u.exec(plot) ?? [];
  const [a, b, c] = Array.from(path.matchAll(/[ML]([\d.]+) ([\d.]+)/gu), ([, x, y]) => [Number(x), Number(y)] as const);
  expect(((b?.[1] ?? 0) - (a?.[1] ?? 0)) / ((b?.[0] ?? 0) - (a?.[0] ?? 0))).toBeCloseTo(
    ((c?.[1] ?? 0) - (b?.[1] ?? 0)) / ((c?.[0] ?? 0) - (b?.[0] ?? 0)),
    1,
  );
  expect(plot).toContain("a &lt; b");
  expect(plot).not.toContain("<i>");
});
