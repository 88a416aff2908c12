import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startServer, tokens } from "../../bench/local-server.ts";
import { Remote } from "../../scripts/remote.ts";
import { type Line, proxyTo } from "./proxy.ts";
import { type Ended, folderWith, kb, smallBaseFiles, startKb } from "./run-kb.ts";

// One process after the other: as slow as the machine is busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const allowance = (value: number) => `---
title: 高龄补贴
questions: [97岁老人高龄补贴多少, 高龄补贴多少钱]
handlers: [{ department: 公安局 }]
tables: [{ label: 高龄补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: 94, value: 50, unit: 元/月 }, { from: 95, to: 99, value: ${value}, unit: 元/月 }] }]
reviewed: 2026-01-15
source: { title: 小城热线手册 }
---
高龄补贴按月发放。
`;
const question = "97岁老人高龄补贴多少";
const golden = (value: number) =>
  `- { q: ${question}, entry: policies/elderly-allowance, figure: { value: ${value}, unit: 元/月 } }\n- { q: 流浪狗归谁管, departments: [公安局] }\n`;

/** A folder with a knowledge base in which the 95–99 tier is so much. */
const folderOf = (value: number) =>
  folderWith({ ...smallBaseFiles, "kb/policies/elderly-allowance.md": allowance(value), "kb/golden.yaml": golden(value) });
const setFigure = (folder: string, value: number) => {
  writeFileSync(join(folder, "kb/policies/elderly-allowance.md"), allowance(value));
  writeFileSync(join(folder, "kb/golden.yaml"), golden(value));
};

type Who = keyof typeof tokens;
const run = (command: readonly string[], cwd: string, who: Who = "李娜", url = server.url) =>
  kb(command, { cwd, env: { KB_URL: url, KB_TOKEN: tokens[who] } });
const publish = (folder: string, who: Who = "李娜", more: string[] = [], url = server.url) =>
  run(["publish", "--kb", "kb", ...more], folder, who, url);
const sound = async (ended: Promise<Ended>): Promise<string> => {
  const { code, out, err } = await ended;
  expect({ code, err }, out).toEqual({ code: 0, err: "" });
  return out;
};

/** What a caller, one of many, is told, and by which version. */
async function told(): Promise<{ figure: unknown; version: string }> {
  const headers = { "CF-Connecting-IP": crypto.randomUUID() };
  const response = await fetch(`${server.url}/v1/ask?${new URLSearchParams({ q: question })}`, { headers });
  const { answer, kb: said } = (await response.json()) as {
    answer: { figures: { matched: boolean; value: unknown }[] } | null;
    kb: { version: string };
  };
  return { figure: answer?.figures.find((f) => f.matched)?.value, version: said.version };
}

/** Callers who ask every 50 ms, whatever becomes of it, until they hang up. */
function callAtTwentyASecond() {
  const answers: Awaited<ReturnType<typeof told>>[] = [];
  const failed: unknown[] = [];
  const calls: Promise<unknown>[] = [];
  const call = () =>
    told().then(
      (answer) => answers.push(answer),
      (error: unknown) => failed.push(error),
    );
  const timer = setInterval(() => calls.push(call()), 50);
  const hangUp = async () => {
    clearInterval(timer);
    await Promise.all(calls);
    return { answers, failed };
  };
  return { hangUp };
}
const inService = () => new Remote(server.url, tokens.小周).versions();

describe("kb publish", () => {
  test("puts a changed figure in service, says so step by step, and how to undo it; rollback does; callers never notice", async () => {
    const folder = folderOf(100);
    const before = (await inService()).current.version;
    const out = await sound(publish(folder));
    const { figure, version } = await told();
    expect(figure).toBe(100);
    const steps = ["built", "gated", "uploaded", "in service", "live", "undo", ""];
    expect(out.split("\n").map((line) => line.slice(0, 15).trim())).toEqual(steps);
    expect(out).toContain(`${version} instead of ${before}`);
    expect(out).toContain(`npm run kb -- rollback ${before} --url ${server.url}`);
    expect(await sound(publish(folder))).toContain(`${version} is in service already, published by 李娜`);

    const callers = callAtTwentyASecond();
    setFigure(folder, 120);
    expect(await sound(publish(folder, "李娜", ["--dry-run"]))).toContain(`nothing was changed; it would replace ${version}`);
    expect(await told()).toEqual({ figure: 100, version });
    const report = JSON.parse(await sound(publish(folder, "李娜", ["--json"])));
    expect(report).toMatchObject({ previous: version, changed: true, dryRun: false, entries: 4, golden: 2 });
    expect(await told()).toEqual({ figure: 120, version: report.version });
    const listed = await sound(run(["versions"], folder, "小周"));
    expect(listed.split("\n").slice(0, 3)).toEqual([
      expect.stringMatching(new RegExp(`^in service  ${report.version}  published \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d by 李娜`, "u")),
      expect.stringContaining(`            ${version}  published`),
      expect.stringContaining(`            ${before}`),
    ]);

    expect(await sound(run(["rollback"], folder, "王强"))).toContain(`${version} again instead of ${report.version}, published by 李娜`);
    expect(await told()).toEqual({ figure: 100, version });
    await sound(run(["rollback", report.version], folder, "王强"));
    expect(await told()).toEqual({ figure: 120, version: report.version });

    const { answers, failed } = await callers.hangUp();
    expect(failed).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
    const kinds = new Set(answers.map((a) => JSON.stringify(a)));
    expect(kinds).toEqual(new Set([JSON.stringify({ figure: 100, version }), JSON.stringify({ figure: 120, version: report.version })]));
  });
});

describe("nothing is published", () => {
  const refused = async (ended: Promise<Ended>, ...says: string[]) => {
    const before = await inService();
    const { code, out, err } = await ended;
    expect(code, out).toBe(1);
    for (const phrase of says) expect(err).toContain(phrase);
    expect(err).not.toMatch(/\bat .*\.ts:\d+/u);
    expect(await inService()).toEqual(before);
  };
  test("without a token", async () => {
    await refused(kb(["publish", "--url", server.url]), "no admin token — set KB_TOKEN or give --token");
  });
  test("with an editor's", async () => {
    await refused(publish(folderOf(1), "小周"), "the token of 小周 may correct entries, not publish");
  });
  test("of a base with mistakes", async () => {
    const folder = folderOf(1);
    writeFileSync(join(folder, "kb/matters/x.md"), "流浪狗");
    await refused(publish(folder), "kb/matters/x.md:1:1 no front matter", "nothing was published: 1 errors in the knowledge base");
  });
  test("of entries that contradict one another", async () => {
    const folder = folderOf(1);
    writeFileSync(join(folder, "kb/policies/another-allowance.md"), allowance(2));
    await refused(
      publish(folder),
      "kb/policies/another-allowance.md:",
      "nothing was published:",
      "the same is found by: npm run kb -- check",
    );
  });
  test("that answers a golden question wrongly", async () => {
    const folder = folderOf(130);
    writeFileSync(join(folder, "kb/golden.yaml"), golden(100));
    await refused(
      publish(folder),
      `golden.yaml: “${question}” gives 130元/月, not 100元/月\nnothing was published: 1 golden questions are answered wrongly`,
    );
  });
  test("over somebody else's version that the folder does not know, unless that is asked for", async () => {
    const mine = folderOf(141);
    await sound(publish(mine));
    const theirs = folderOf(142);
    await sound(publish(theirs, "王强"));
    const { version } = await told();
    setFigure(mine, 143);
    await refused(publish(mine), `王强 put ${version} in service at `, `publish with --over ${version}`);
    await refused(publish(mine, "李娜", ["--over", "0123456789ab"]), "that is not in service");
    expect(await sound(publish(mine, "李娜", ["--over", version]))).toContain(`instead of ${version}, published by 王强`);
    expect(await told()).toMatchObject({ figure: 143 });
    // Who shares the folder shares what it knows.
    setFigure(mine, 144);
    await sound(publish(mine, "王强"));
    expect(JSON.parse(readFileSync(join(mine, "kb/.published.json"), "utf8"))).toEqual({ [server.url]: (await told()).version });
  });
});

describe("rollback", () => {
  test("to a version that is not there, or to the one in service, changes nothing and says so", async () => {
    const before = await inService();
    for (const [version, says] of [
      ["0123456789ab", "there is no version 0123456789ab to go back to"],
      [before.current.version, "is in service already"],
    ] as const) {
      const { code, err } = await run(["rollback", version], ".");
      expect([code, err]).toEqual([1, expect.stringContaining(says)]);
    }
    expect((await run(["rollback"], ".", "小周")).err).toContain("refuses (403)");
    expect(await inService()).toEqual(before);
  });
});

/** Stands on the line between a publishing command and the server. @returns how the command ended */
async function publishThrough(folder: string, lineOf: (child: () => ReturnType<typeof startKb>["child"]) => Line): Promise<Ended> {
  let started: ReturnType<typeof startKb> | null = null;
  const child = () => {
    if (started === null) throw new Error("not started yet");
    return started.child;
  };
  const proxy = await proxyTo(server.url, lineOf(child));
  try {
    started = startKb(["publish", "--kb", "kb", "--url", proxy.url], { cwd: folder, env: { KB_TOKEN: tokens.李娜 } });
    return await started.ended;
  } finally {
    await proxy.stop();
  }
}

describe("a command that is killed", () => {
  const upload = "/v1/admin/snapshots/";
  const stops: readonly (readonly [path: string, when: "before" | "half way through" | "after", moved: boolean])[] = [
    ["/v1/admin/versions", "before", false],
    [upload, "before", false],
    [upload, "half way through", false],
    [upload, "after", false],
    ["/v1/admin/pointer", "before", false],
    ["/v1/admin/pointer", "after", true],
    ["/v1/ask", "before", true],
  ];

  test("at any step leaves a whole version in service, the old one until it is put in service; the next publication is clean", async () => {
    const folder = folderOf(200);
    let served = await told();
    for (const [i, [path, when, moved]] of stops.entries()) {
      const figure = 201 + i;
      setFigure(folder, figure);
      const { code, out } = await publishThrough(folder, (child) => {
        const die = (at: string) => (at.startsWith(path) && child().kill("SIGKILL") ? ("cut" as const) : undefined);
        if (when !== "half way through") return { [when]: die };
        const dieLater = (at: string, piece: Buffer, gone: number) => (gone > 100_000 && die(at) ? Buffer.alloc(0) : piece);
        return { piece: dieLater };
      });
      expect([path, when, code, out.includes("undo")]).toEqual([path, when, null, false]);
      const after = await told();
      expect({ path, when, ...after }).toMatchObject(moved ? { figure } : served);
      served = after;
    }
    setFigure(folder, 250);
    await sound(publish(folder));
    expect(await told()).toMatchObject({ figure: 250 });
  });
});

describe("a bad line", () => {
  test("that flips a bit of the upload is noticed", async () => {
    const folder = folderOf(260);
    const before = await told();
    const { code, err } = await publishThrough(folder, () => ({
      piece: (path, piece, gone) => {
        if (!path.startsWith("/v1/admin/snapshots/") || gone === 0) return piece;
        const flipped = Buffer.from(piece);
        flipped[7] = (flipped[7] ?? 0) ^ 4;
        return flipped;
      },
    }));
    expect([code, err]).toEqual([1, expect.stringContaining("What arrived is not what was sent")]);
    expect(await told()).toEqual(before);
  });

  test("on which the answer is lost after the version was put in service: the command finds out, and goes on", async () => {
    const folder = folderOf(270);
    let lost = false;
    const { code, out } = await publishThrough(folder, () => ({
      after: (path) => {
        if (path !== "/v1/admin/pointer" || lost) return undefined;
        lost = true;
        return "cut";
      },
    }));
    expect({ code, lost }).toEqual({ code: 0, lost: true });
    expect(out).toContain("live");
    expect(await told()).toMatchObject({ figure: 270 });
  });
});
