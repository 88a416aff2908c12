import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSnapshot } from "../../scripts/snapshot-file.ts";
import { ask } from "../../src/answer/ask.ts";
import { folderWith, kb, makeFolder, smallBaseFiles } from "./run-kb.ts";

/** A rule from the time of the 工商局: whom it names depends on the day. */
const oldRule = `---
title: 假货
questions: [买到假货归谁管]
handlers:
  - { department: 工商局 }
reviewed: null
source: { title: 测试题 }
---
`;

let folder = "";
let file = "";
beforeAll(async () => {
  folder = makeFolder({ ...smallBaseFiles, "kb/matters/fake-goods.md": oldRule });
  file = join(folder, "kb.snapshot");
  await kb(["build", "--kb", "kb", "--out", "kb.snapshot"], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("kb ask", () => {
  test.each([
    ["流浪狗归谁管", []],
    ["买到假货归谁管", ["--at", "2014-06-01"]],
    ["买到假货归谁管", ["--at", "2026-05-01"]],
    ["野狗太多找哪个部门", ["--region", "510900"]],
    ["今天天气怎么样", ["--at", "2026-05-01"]],
    ["流浪狗归谁管", ["--region", "110000"]],
    ["", []],
  ])("%j with %j prints what the answering code says", async (question, args) => {
    const { code, out, err } = await kb(["ask", question, "--snapshot", file, "--json", ...args]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { snapshot } = await readSnapshot(file);
    const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
    // What is asked without a day does not depend on it here, so any stands for "today".
    const { asked } = ask(snapshot, question, { at: option("--at") ?? "2026-01-01", region: option("--region") }, 5);
    const kbMember = { id: "kb", version: snapshot.version, builtAt: statSync(file).mtime.toISOString() };
    expect(JSON.parse(out)).toEqual({ ...asked, kb: kbMember });
  });

  test("for people the same JSON, on many lines", async () => {
    const machine = await kb(["ask", "流浪狗归谁管", "--snapshot", file, "--json"]);
    const people = await kb(["ask", "流浪狗归谁管", "--snapshot", file]);
    expect(JSON.parse(people.out)).toEqual(JSON.parse(machine.out));
    expect(machine.out.trimEnd().split("\n")).toHaveLength(1);
    expect(people.out.split("\n").length).toBeGreaterThan(10);
  });

  test("--at answers for that day", async () => {
    const departments = async (day: string) => {
      const { out } = await kb(["ask", "买到假货归谁管", "--snapshot", file, "--json", "--at", day]);
      return JSON.parse(out).candidates[0].departments;
    };
    expect(await departments("2018-12-31")).toEqual(["工商局"]);
    expect(await departments("2019-01-01")).toEqual(["市场监督管理局"]);
  });

  test("--region leaves out what does not hold there", async () => {
    const { out } = await kb(["ask", "流浪狗归谁管", "--snapshot", file, "--json", "--region", "110000"]);
    expect(JSON.parse(out).candidates.map((c: { id: string }) => c.id)).not.toContain("matters/stray-dogs");
  });

  test("the answer names the department", async () => {
    const { out } = await kb(["ask", "流浪狗归谁管", "--snapshot", file, "--json"]);
    expect(JSON.parse(out).candidates[0]).toMatchObject({ id: "matters/stray-dogs", departments: ["公安局"] });
  });
});

describe("kb ask says what it cannot use", () => {
  test.each([
    [["--at", "2014-02-30"], "--at 2014-02-30 is not a day — write a real one as YYYY-MM-DD\n"],
    [["--at", "明天"], "--at 明天 is not a day — write a real one as YYYY-MM-DD\n"],
    [["--at", "2014-2-3"], "--at 2014-2-3 is not a day — write a real one as YYYY-MM-DD\n"],
    [["--region", "遂宁"], "--region 遂宁 is not a region code — six digits of GB/T 2260, for example 510900\n"],
  ])("%j", async (args, says) => {
    expect(await kb(["ask", "流浪狗归谁管", "--snapshot", file, ...args])).toEqual({ code: 1, out: "", err: says });
  });

  test.each(["nowhere.snapshot", "kb"])("a snapshot that is not there: %s", async (name) => {
    const err = `there is no snapshot ${join(folder, name)} — make one with: npm run kb -- build\n`;
    expect(await kb(["ask", "流浪狗", "--snapshot", name], { cwd: folder })).toEqual({ code: 1, out: "", err });
  });

  const damages: readonly (readonly [string, (bytes: Buffer) => Uint8Array])[] = [
    ["with one bit changed", (bytes) => bytes.with(Math.floor(bytes.length / 2), (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1)],
    ["cut off", (bytes) => bytes.subarray(0, bytes.length - 8)],
    ["of no bytes", () => new Uint8Array()],
    ["that is another kind of file", () => Buffer.from("流浪狗归公安局管。".repeat(100))],
  ];
  test.each(damages)("a snapshot %s", async (_, damage) => {
    const broken = join(folderWith(), "broken.snapshot");
    writeFileSync(broken, damage(readFileSync(file)));
    const { code, out, err } = await kb(["ask", "流浪狗归谁管", "--snapshot", broken]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^\S+broken\.snapshot cannot be used: .+ — build it again with: npm run kb -- build\n$/u);
  });
});
