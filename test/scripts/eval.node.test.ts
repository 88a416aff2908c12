import { rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, jsonl, kb, makeFolder } from "./run-kb.ts";

/** 橘子 stands in a title, then in a text: first and second. 香蕉 stands in eleven titles and last in a long text: twelfth. */
const documents = [
  { id: "orange-title", title: "橘子", text: "橘子" },
  { id: "orange-text", title: "水果大全", text: "苹果、梨、葡萄、西瓜、橘子、桃、李、杏、樱桃、荔枝" },
  ...Array.from({ length: 11 }, (_, i) => ({ id: `banana-${i}`, title: "香蕉", text: "香蕉" })),
  { id: "banana-text", title: "热带风物", text: `${"椰树、沙滩、海风、渔船、礁石。".repeat(20)}香蕉` },
];
const questions = [
  { id: "q1", query: "橘子", relevant: ["orange-title"] },
  { id: "q2", query: "橘子", relevant: ["orange-text"] },
  { id: "q3", query: "香蕉", relevant: ["banana-text"] },
  { id: "q4", query: "石墨烯", relevant: ["orange-title"] },
  { id: "q5", query: "橘子", relevant: ["banana-text", "orange-text", "orange-title"] },
];
let folder = "";
let file = "";
beforeAll(async () => {
  folder = makeFolder({ "documents.jsonl": jsonl(documents) });
  file = join(folder, "documents.snapshot");
  await kb(["build", "--docs", "documents.jsonl", "--out", file], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const evaluate = (queries: string, ...args: string[]) => kb(["eval", "--queries", queries, "--snapshot", file, ...args]);

describe("kb eval", () => {
  test("counts first places, places among ten, and reciprocal places", async () => {
    const { code, out, err } = await evaluate(join(folderWith({ "q.jsonl": jsonl(questions) }), "q.jsonl"), "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const result = JSON.parse(out);
    expect(Object.keys(result)).toEqual(["queries", "hit@1", "hit@10", "mrr", "p50_ms", "p99_ms"]);
    // q1 and q5 come first, q2 second; q3 stands behind the tenth, q4 finds nothing.
    expect(result).toMatchObject({ queries: 5, "hit@1": 2 / 5, "hit@10": 3 / 5, mrr: (1 + 1 / 2 + 1) / 5 });
    expect(result.p50_ms).toBeGreaterThanOrEqual(0);
    expect(result.p99_ms).toBeGreaterThanOrEqual(result.p50_ms);
  });

  test("reads packed questions, and prints one figure a line for people", async () => {
    const queries = join(folderWith({ "q.jsonl.gz": gzipSync(jsonl(questions.slice(0, 2))) }), "q.jsonl.gz");
    const { out } = await evaluate(queries);
    expect(out).toMatch(/^queries {2}2\nhit@1 {4}0\.5\nhit@10 {3}1\nmrr {6}0\.75\np50_ms {3}[\d.]+\np99_ms {3}[\d.]+\n$/u);
  });

  test.each([
    [
      "a row without relevant ids",
      '{"id":"q","query":"橘子","relevant":[]}\n',
      ':1:1 not a judged question — each line is {"id", "query", "relevant": [ids]}',
    ],
    ["a row that is not JSON", `${jsonl(questions.slice(0, 1))}橘子\n`, ":2:1 not valid JSON — each line is one object"],
    ["no row at all", "\n", " holds no questions"],
  ])("refuses %s", async (_, content, says) => {
    const queries = join(folderWith({ "q.jsonl": content }), "q.jsonl");
    expect(await evaluate(queries, "--json")).toEqual({ code: 1, out: "", err: `${queries}${says}\n` });
  });

  test("refuses questions and snapshots that are not there", async () => {
    const nowhere = join(folder, "nowhere");
    expect(await evaluate(nowhere)).toEqual({ code: 1, out: "", err: `there is no file ${nowhere}\n` });
    const { code, err } = await kb(["eval", "--queries", join(folder, "documents.jsonl"), "--snapshot", nowhere]);
    expect({ code, err }).toEqual({ code: 1, err: `there is no snapshot ${nowhere} — make one with: npm run kb -- build\n` });
  });
});
