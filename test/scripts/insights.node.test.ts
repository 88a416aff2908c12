import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, tokens } from "../../bench/local-server.ts";
import { adopt } from "../../scripts/commands/adopt.ts";
import { UserError } from "../../scripts/user-error.ts";
import { folderWith, kb, smallBaseFiles } from "./run-kb.ts";

const lamps = `---
# 城管科维护
title: 路灯不亮
questions:
  - 路灯坏了找谁 # 最常问
handlers: [{ department: 公安局 }]
reviewed: null
source: { title: 测试题 }
---
路灯由公安局负责。
`;
const files = { ...smallBaseFiles, "kb/matters/street-lamps.md": lamps };
const read = (folder: string) => readFileSync(join(folder, "kb/matters/street-lamps.md"), "utf8");
const adopting = (folder: string, ...args: string[]) =>
  kb(["insights", "--adopt", "x", "--entry", "matters/street-lamps", "--kb", "kb", ...args], { cwd: folder });
/** The same without a process of its own: what it complains about. */
const refused = async (folder: string, phrasing: string): Promise<string> => {
  const order = { adopt: "x", entry: "matters/street-lamps", phrasing, kb: join(folder, "kb") };
  const complaint = await adopt(order).catch((error: unknown) => error);
  if (!(complaint instanceof UserError)) throw new Error("it was adopted");
  return complaint.message;
};

describe("kb insights --adopt, in one's own words", () => {
  test("the question is added and answered; all else in the file stays as it was", async () => {
    const folder = folderWith(files);
    const { code, out, err } = await adopting(folder, "--phrasing", "街上黑漆漆的归哪个管");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(read(folder)).toBe(lamps.replace("# 最常问\n", "# 最常问\n  - 街上黑漆漆的归哪个管\n"));
    expect(out.split("\n").slice(0, 2)).toEqual([
      "kb/matters/street-lamps.md: its questions now hold “街上黑漆漆的归哪个管”",
      "answered with: 路灯不亮，公安局",
    ]);
  });

  test("for a machine", async () => {
    const { out } = await adopting(folderWith(files), "--phrasing", "街上黑漆漆的归哪个管", "--json");
    expect(JSON.parse(out)).toMatchObject({
      entry: "matters/street-lamps",
      file: "kb/matters/street-lamps.md",
      question: "街上黑漆漆的归哪个管",
      answer: { status: "answered", entry: { id: "matters/street-lamps" }, departments: ["公安局"] },
      problems: [],
    });
  });

  test.each([
    ["asked there already", "路灯坏了，找谁？", "matters/street-lamps is asked “路灯坏了找谁” already"],
    ["asked elsewhere", "流浪狗归谁管", "matters/stray-dogs is asked “流浪狗归谁管” already"],
    ["a telephone number", "路灯坏了请打138 0013 8000", "it reads as 路灯坏了请打[手机号]"],
    ["a name", "我叫王小五路灯坏了", "it reads as 我叫[姓名]路灯坏了"],
    ["what a name was taken out of", "我叫[姓名]，路灯坏了", "something personal was taken out of it"],
    ["nothing", " ", "--phrasing is empty"],
  ])("%s: refused, and the file stays as it was", async (_what, phrasing, says) => {
    const folder = folderWith(files);
    expect(await refused(folder, phrasing)).toContain(says);
    expect(read(folder)).toBe(lamps);
  });

  test("a base with errors: they are named, and the file stays as it was", async () => {
    const folder = folderWith({
      ...files,
      "kb/matters/bus-stops.md": lamps.replace("公安局 }", "公安厅局 }").replace("路灯坏了找谁", "公交站台归谁管"),
    });
    const complaint = await refused(folder, "街上黑漆漆的归哪个管");
    expect(complaint).toContain('unknown department "公安厅局"');
    expect(complaint).toContain("nothing was written");
    expect(read(folder)).toBe(lamps);
  });

  test.each([
    [["insights", "--adopt", "x", "--phrasing", "街灯"], "--adopt takes --entry ID"],
    [["insights", "--adopt", "x", "--entry", "matters/street-lamp", "--phrasing", "街灯"], 'did you mean "matters/street-lamps"?'],
    [["insights", "--adopt", "x", "--entry", "matters/street-lamps"], "give --url URL"],
    [["insights"], "give --url URL"],
  ])("%j is told what it lacks", async (args, says) => {
    const { code, err } = await kb([...args, "--kb", "kb"], { cwd: folderWith(files) });
    expect(code).toBe(1);
    expect(err).toContain(says);
  });
});

describe("with a server", () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer();
  }, 180_000);
  afterAll(() => server.stop());

  const env = () => ({ KB_URL: server.url, KB_TOKEN: tokens.李娜 });
  const ask = async (q: string) => {
    const answer = await fetch(`${server.url}/v1/ask?${new URLSearchParams({ q })}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as { status: string; answer: { entry: { id: string } } | null };
  };
  /** Noting happens behind the answer. */
  const listed = async (count: number) => {
    for (let tries = 0; tries < 50; tries++) {
      const { out } = await kb(["insights", "--json"], { env: env() });
      const found = JSON.parse(out) as { questions: number; gaps: { group: string; count: number; phrasings: { text: string }[] }[] };
      if (found.questions >= count || tries === 49) return found;
    }
    throw new Error("unreachable");
  };

  test("from the question that was not answered to the one that is: listed, adopted, compared, published, asked again", async () => {
    const asked = ["请问量子灯泡归谁管", "我叫王小五，电话138 0013 8000，量子灯泡归谁管", "量子灯泡找哪个部门", "天文馆门票多少钱"];
    for (const q of asked) expect((await ask(q)).status).not.toBe("answered");
    const { gaps } = await listed(asked.length);
    expect(gaps.map((g) => g.count)).toEqual([3, 1]);
    const shown = await kb(["insights"], { env: env() });
    expect(shown.out).toContain("4 questions not answered in 30 days");
    expect(shown.out).toContain(`    3  ${gaps[0]?.group}  3 not found`);
    expect(shown.out).not.toMatch(/王小五|138/u);

    const bulbs = lamps.replace("路灯不亮", "公共照明").replace("路灯坏了找谁", "公共照明归谁管").replace("路灯由", "公共照明由");
    const folder = folderWith({ ...smallBaseFiles, "kb/matters/lighting.md": bulbs });
    const options = { cwd: folder, env: env() };
    const adopted = await kb(["insights", "--adopt", gaps[0]?.group ?? "", "--entry", "matters/lighting", "--kb", "kb"], options);
    expect(adopted).toMatchObject({ code: 0, err: "" });
    expect(adopted.out).toMatch(/answered with: 公共照明，公安局/u);

    const compared = await kb(["diff", "--kb", "kb", "--json"], options);
    expect(JSON.parse(compared.out)).toMatchObject({
      from: { source: server.url },
      recent: {
        asked: 2,
        changed: [
          {
            q: expect.stringContaining("量子灯泡"),
            before: { status: "not_found" },
            after: { status: "answered", departments: ["公安局"] },
          },
        ],
      },
    });
    expect((await kb(["publish", "--kb", "kb"], options)).code).toBe(0);
    expect(await ask("请问量子灯泡归谁管")).toMatchObject({ status: "answered", answer: { entry: { id: "matters/lighting" } } });
  }, 120_000);

  test("a gap that is none, a token that is none", async () => {
    const folder = folderWith(files);
    const args = ["insights", "--adopt", "000000000000", "--entry", "matters/street-lamps", "--kb", "kb"];
    expect((await kb(args, { cwd: folder, env: env() })).err).toContain("knows no such gap");
    expect((await kb(["insights"], { env: { ...env(), KB_TOKEN: "sg_wrong" } })).err).toContain("refuses (401)");
    expect((await kb(["insights", "--days", "x"], { env: env() })).err).toContain("refuses (422)");
  });
});
