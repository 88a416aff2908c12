import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, jsonl, kb, makeFolder, smallBaseFiles } from "./run-kb.ts";

const row = { style: "short", status: "answered", entries: ["matters/stray-dogs"] };
const dogs = { ...row, q: "流浪狗归谁管" };
const wild = { ...row, q: "野狗太多找哪个部门", style: "spoken" };
const weather = { q: "今天天气怎么样", style: "short", status: "not_found", entries: [] };
const elsewhere = { ...row, q: "公安局", entries: ["departments/market-regulation"] };

let folder = "";
let file = "";
beforeAll(async () => {
  folder = makeFolder(smallBaseFiles);
  file = join(folder, "small.snapshot");
  await kb(["build", "--kb", join(folder, "kb"), "--out", file], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const evaluate = (questions: string, ...args: string[]) => kb(["eval-answers", "--questions", questions, "--snapshot", file, ...args]);

/** The rows printed with --json, by group. */
async function groups(questions: string, ...args: string[]): Promise<Map<string, Record<string, number | null>>> {
  const { code, out, err } = await evaluate(questions, "--json", ...args);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const rows: ({ group: string } & Record<string, number | null>)[] = JSON.parse(out);
  return new Map(rows.map((r) => [r.group, r]));
}

describe("kb eval-answers", () => {
  test("counts by kind and by style what was right, and what should not have been answered", async () => {
    const questions = folderWith({ "public.jsonl": jsonl([dogs, wild, elsewhere, weather]) });
    const found = await groups(questions, "--half", "all");
    expect([...found.keys()]).toEqual([
      "all answerable",
      "kind departments",
      "kind matters",
      "style plain",
      "unanswerable",
      "who handles, or a figure",
      "all questions",
    ]);
    expect(found.get("all answerable")).toMatchObject({ questions: 3, "right@1 %": 66.7, "false answers %": null });
    expect(found.get("kind departments")).toMatchObject({ questions: 1, "right@1 %": 0 });
    expect(found.get("all questions")?.["calibration error"]).toBeGreaterThan(0);
    expect(found.get("unanswerable")).toMatchObject({ questions: 1, "right@1 %": null, "false answers %": 0 });
  });

  test("the halves are apart, and together they are all", async () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ ...weather, q: `${weather.q}${i}` }));
    const questions = folderWith({ "unanswerable.jsonl": jsonl(many) });
    const counts = await Promise.all(
      ["tune", "test", "all"].map(async (half) => (await groups(questions, "--half", half)).get("unanswerable")?.["questions"] ?? 0),
    );
    const [tune = 0, test = 0, all] = counts;
    expect([tune + test, all, tune > 0, test > 0]).toEqual([20, 20, true, true]);
  });

  test("lists the questions that went wrong, and what came instead", async () => {
    const questions = folderWith({ "public.jsonl": jsonl([dogs, elsewhere]) });
    const { out } = await evaluate(questions, "--half", "all", "--misses");
    expect(out).toContain("公安局 — wanted departments/market-regulation, got departments/public-security");
    expect(out).not.toContain("流浪狗归谁管");
  });

  test("draws how far confidence can be trusted", async () => {
    const questions = folderWith({ "public.jsonl": jsonl([dogs, wild]) });
    const plot = join(questions, "reliability.svg");
    await groups(questions, "--half", "all", "--plot", plot);
    expect(readFileSync(plot, "utf8")).toMatch(/^<svg .*<circle .*<\/svg>\n$/su);
  });

  test.each([
    ["an unknown style", { ...dogs, style: "loud" }, "style"],
    ["a key that there is not", { ...dogs, answer: "公安局" }, "answer"],
    ["a row without a question", { ...row }, "q"],
  ])("refuses %s, naming file and line", async (_, bad, names) => {
    const questions = folderWith({ "public.jsonl": jsonl([dogs, bad]) });
    const { code, out, err } = await evaluate(questions, "--json");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(`${join(questions, "public.jsonl")}:2:1 `);
    expect(err).toContain(names);
    expect(err).not.toContain("    at ");
  });

  test.each([
    ["a half that there is not", ["--half", "third"]],
    ["a day that there is not", ["--at", "2026-02-30"]],
    ["a snapshot that is not there", ["--snapshot", "nowhere.snapshot"]],
    ["questions that are not there", ["--questions", "nowhere"]],
  ])("refuses %s", async (_, args) => {
    const questions = folderWith({ "public.jsonl": jsonl([dogs]) });
    const { code, out, err } = await evaluate(questions, "--json", ...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).not.toBe("");
    expect(err).not.toContain("    at ");
  });
});
