import { env } from "cloudflare:workers";
import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryFile, corrections as listed } from "../../src/http/admin/correction-schemas.ts";
import { changesFeed } from "../../src/http/changes-feed.ts";
import { changesResponse } from "../../src/http/schemas.ts";
import { pointerKey, snapshotKey } from "../../src/store/r2-store.ts";
import { townSnapshot } from "../store/small-town.ts";
import { anyText } from "../text/unicode-text.ts";
import { adminApp, freshState, now, tokens } from "./admin/admin-app.ts";
import { address, read, readProblem } from "./client.ts";

freshState();

const source = "reviewed: 2026-01-15\nsource: { title: 小城热线手册 }";
const allowance = (value: number) => `---
title: 高龄补贴
questions: [高龄补贴多少钱, 92岁老人补贴多少]
handlers: [{ department: 民政局 }]
tables: [{ label: 高龄补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: 94, value: 50, unit: 元/月 }, { from: 95, to: 99, value: ${value}, unit: 元/月 }] }]
${source}
---
高龄补贴按月发放。
`;
const questionsOnly = `---
title: 井盖丢失
questions: [井盖丢了归谁管, 路面井盖丢失找谁, 窨井没盖]
handlers: [{ department: 城市管理局 }]
${source}
---
`;

type Version = Awaited<ReturnType<typeof townSnapshot>>;
const first = await townSnapshot();
const second = await townSnapshot({ "policies/elderly-allowance.md": allowance(120) });
const third = await townSnapshot({ "policies/elderly-allowance.md": allowance(120), "matters/manhole-covers.md": questionsOnly });
const day = 86_400_000;
const iso = (days: number) => new Date(now - days * day).toISOString();

/** Puts versions in the bucket as if each had been published a day after the one before, the last one a day ago. */
async function published(...versions: readonly Version[]): Promise<void> {
  const newestFirst = versions
    .toReversed()
    .map(({ version }, i) => ({ version, builtAt: iso(i + 2), publishedBy: "李娜", publishedAt: iso(i + 1) }));
  const [current, ...history] = newestFirst;
  for (const { version, file } of versions) await env.SNAPSHOTS.put(snapshotKey(version), file);
  await env.SNAPSHOTS.put(pointerKey, JSON.stringify({ ...current, history }));
}
const changes = async (since?: string) =>
  read(changesResponse, (await adminApp()).request(address("/v1/changes", since === undefined ? {} : { since })));

describe("GET /v1/changes", () => {
  test("what changed since a version, in the call takers' words", async () => {
    await published(first, second);
    expect(await changes(first.version)).toMatchObject({
      since: first.version,
      version: second.version,
      releases: [
        {
          version: second.version,
          previous: first.version,
          at: iso(1),
          entries: [
            { id: "policies/elderly-allowance", change: "changed", lines: [{ text: "高龄补贴 95–99岁：100 → 120元/月", relearn: true }] },
          ],
        },
      ],
      kb: { version: second.version },
    });
  });

  test("release by release, the latest first; nothing since the present one", async () => {
    await published(first, second, third);
    const all = await changes();
    expect(all).toMatchObject({ since: null, version: third.version });
    expect(all.releases.map((r) => [r.previous, r.version])).toEqual([
      [second.version, third.version],
      [first.version, second.version],
    ]);
    expect((await changes(first.version)).releases).toEqual(all.releases);
    expect((await changes(second.version)).releases).toEqual(all.releases.slice(0, 1));
    expect((await changes(third.version)).releases).toEqual([]);
    expect(all.releases[0]?.entries).toMatchObject([
      { id: "matters/manhole-covers", lines: [{ text: "井盖丢失：问法 新增 窨井没盖", relearn: false }] },
    ]);
  });

  test("told once and kept: the same, even when the old version is no longer there", async () => {
    await published(first, second);
    const told = await changes(first.version);
    await env.SNAPSHOTS.delete(snapshotKey(first.version));
    expect(await changes(first.version)).toEqual(told);
  });

  test("what can no longer be told is said so, not kept, and told when it can be", async () => {
    await published(second, third);
    await env.SNAPSHOTS.delete(snapshotKey(second.version));
    expect((await changes()).releases).toMatchObject([{ version: third.version, entries: null }]);
    await env.SNAPSHOTS.put(snapshotKey(second.version), second.file);
    expect((await changes()).releases).toMatchObject([{ entries: [{ id: "matters/manhole-covers" }] }]);
  });

  test.each(["000000000000", "x", "", "../pointer.json"])("an unknown version %j: those that are known are named", async (since) => {
    await published(first, second);
    const { detail } = await readProblem(404, (await adminApp()).request(address("/v1/changes", { since })));
    expect(detail).toContain(second.version);
    expect(detail).toContain(first.version);
  });

  test("before anything was published nothing has changed", async () => {
    const bundled = (await changes()).version;
    expect((await changes(bundled)).releases).toEqual([]);
    await readProblem(404, (await adminApp()).request("/v1/changes?since=000000000000"));
    await readProblem(404, (await adminApp({ SNAPSHOTS: undefined } as never)).request("/v1/changes?since=000000000000"));
  });

  test("a publication through the front door is a change, from the bundled version on", async () => {
    const app = await adminApp();
    const bundled = (await changes()).version;
    const send = (path: string, init: RequestInit) => app.as(tokens.publisher, path, init);
    const headers = { "Content-Type": "application/octet-stream", "Content-Length": String(second.file.byteLength) };
    await send(`/v1/admin/snapshots/${second.version}`, { method: "PUT", body: second.file, headers });
    const order = JSON.stringify({ version: second.version, expected: bundled });
    const moved = await send("/v1/admin/pointer", { method: "POST", body: order, headers: { "Content-Type": "application/json" } });
    expect(moved.status).toBe(200);
    expect((await changes(bundled)).releases).toMatchObject([
      { previous: bundled, version: second.version, at: new Date(now).toISOString() },
    ]);
  });

  test("a reader that has it already is told so, until something is published", async () => {
    await published(first, second);
    const response = await (await adminApp()).request("/v1/changes");
    const tag = response.headers.get("ETag") ?? "";
    const again = async () => (await (await adminApp()).request("/v1/changes", { headers: { "If-None-Match": tag } })).status;
    expect(await again()).toBe(304);
    await published(first, second, third);
    expect(await again()).toBe(200);
  });
});

describe("live corrections", () => {
  const path = "/v1/admin/entries/policies/elderly-allowance";
  type App = Awaited<ReturnType<typeof adminApp>>;
  const raise = async (app: App) => {
    const headers = { "Content-Type": "text/markdown", "If-Match": "*" };
    expect((await app.as(tokens.publisher, path, { method: "PUT", body: allowance(120), headers })).status).toBe(200);
  };
  const changesOf = async (app: App, since?: string) =>
    read(changesResponse, app.request(address("/v1/changes", since === undefined ? {} : { since })));
  const told = async (app: App) =>
    (await changesOf(app)).releases.map((r) => [r.what, r.at, ...(r.entries ?? []).flatMap((e) => e.lines.map((l) => l.text))]);
  const at = (days: number) => ({ at: now + days * day });
  const time = (days: number) => iso(-days);
  const raised = ["correction", time(1), "高龄补贴 95–99岁：100 → 120元/月"];

  test("are changes, with their time, whatever version one saw last", async () => {
    const app = await adminApp({}, at(1));
    await raise(app);
    expect(await told(app)).toEqual([raised]);
    const { version } = await changesOf(app);
    expect((await changesOf(app, version)).releases).toMatchObject([
      { what: "correction", version, entries: [{ id: "policies/elderly-allowance" }] },
    ]);
    expect(readFeed(await (await app.request("/v1/changes.atom")).text()).entries).toMatchObject([
      { title: "2026-11-24 现场更正：高龄补贴", updated: time(1), lines: ["高龄补贴 95–99岁：100 → 120元/月"] },
    ]);
  });

  test("are not told again by the publication that folds them in, and keep their place in the feed", async () => {
    const app = await adminApp({}, at(1));
    await raise(app);
    const before = readFeed(await (await app.request("/v1/changes.atom")).text());
    const { corrections } = await read(listed, app.as(tokens.publisher, "/v1/admin/corrections"));
    const later = await adminApp({}, at(2));
    await later.as(tokens.publisher, `/v1/admin/snapshots/${third.version}`, {
      method: "PUT",
      body: third.file,
      headers: { "Content-Type": "application/octet-stream", "Content-Length": String(third.file.byteLength) },
    });
    const folded = corrections.map(({ id, revision }) => ({ id, revision }));
    const order = JSON.stringify({ version: third.version, expected: first.version, folded });
    const moved = await later.as(tokens.publisher, "/v1/admin/pointer", {
      method: "POST",
      body: order,
      headers: { "Content-Type": "application/json" },
    });
    expect(moved.status).toBe(200);
    expect(await told(later)).toEqual([["publication", time(2), "井盖丢失：问法 新增 窨井没盖"], raised]);
    expect(readFeed(await (await later.request("/v1/changes.atom")).text()).entries).toEqual(before.entries);
  });

  test("that are taken back are changes, too", async () => {
    await raise(await adminApp({}, at(1)));
    const later = await adminApp({}, at(2));
    const { tag } = await read(entryFile, later.as(tokens.publisher, path));
    const taken = await later.as(tokens.publisher, "/v1/admin/corrections/policies/elderly-allowance", {
      method: "DELETE",
      headers: { "If-Match": tag },
    });
    expect(taken.status).toBe(200);
    expect(await told(later)).toEqual([["revert", time(2), "高龄补贴：现场更正已撤回，以现在的内容为准"]]);
    expect(readFeed(await (await later.request("/v1/changes.atom")).text()).entries).toMatchObject([
      { title: "2026-11-25 撤回更正：高龄补贴" },
    ]);
  });
});

/** What RFC 4287 asks of a feed, element by element. */
function readFeed(text: string) {
  expect(text).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const { documentElement: feed } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, "application/xml");
  if (feed === null) throw new Error("no document");
  const children = (of: Element, name: string) =>
    Array.from(of.childNodes).filter(
      (n): n is Element => n.nodeType === 1 && n.namespaceURI === "http://www.w3.org/2005/Atom" && n.nodeName === name,
    );
  const only = (of: Element, name: string) => {
    const found = children(of, name);
    expect(found.length, name).toBe(1);
    return found[0]?.textContent ?? "";
  };
  const dated = (of: Element) => {
    const updated = only(of, "updated");
    expect(updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u);
    expect(only(of, "id")).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    return { id: only(of, "id"), title: only(of, "title"), updated };
  };
  expect([feed.nodeName, feed.namespaceURI]).toEqual(["feed", "http://www.w3.org/2005/Atom"]);
  const [author] = children(feed, "author");
  expect(author && only(author, "name")).toBeTruthy();
  const links = children(feed, "link").map((l) => [l.getAttribute("rel"), l.getAttribute("href")]);
  const entries = children(feed, "entry").map((entry) => {
    const [content] = children(entry, "content");
    expect(content?.getAttribute("type")).toBe("xhtml");
    const divisions = Array.from(content?.childNodes ?? []).filter((n): n is Element => n.nodeType === 1);
    expect(divisions.map((d) => [d.nodeName, d.namespaceURI])).toEqual([["div", "http://www.w3.org/1999/xhtml"]]);
    const names = new Set(Array.from(content?.getElementsByTagName("*") ?? []).map((e) => e.nodeName));
    expect([...names].toSorted()).toEqual(["div", "li", "ul"]);
    return { ...dated(entry), lines: Array.from(content?.getElementsByTagName("li") ?? []).map((li) => li.textContent ?? "") };
  });
  const ids = entries.map((e) => e.id);
  expect(new Set(ids).size).toBe(ids.length);
  return { ...dated(feed), links, entries };
}

describe("GET /v1/changes.atom", () => {
  const feed = async () => {
    const response = await (await adminApp()).request("/v1/changes.atom");
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "application/atom+xml; charset=utf-8"]);
    return readFeed(await response.text());
  };

  test("is a feed of RFC 4287: one entry a release, in the call takers' words", async () => {
    await published(first, second);
    expect(await feed()).toMatchObject({
      title: "小城热线：知识更新",
      updated: iso(1),
      links: [
        ["self", "https://shuiguan.test/v1/changes.atom"],
        ["alternate", "https://shuiguan.test/v1/changes"],
      ],
      entries: [{ title: "2026-11-22 更新：高龄补贴", updated: iso(1), lines: ["高龄补贴 95–99岁：100 → 120元/月"] }],
    });
  });

  test("leaves out what changes nothing a call taker says, and keeps its ids", async () => {
    await published(first, second);
    const before = await feed();
    await env.SNAPSHOTS.put(
      pointerKey,
      JSON.stringify({
        version: third.version,
        builtAt: iso(0),
        publishedAt: iso(0),
        history: [
          { version: second.version, builtAt: iso(2), publishedAt: iso(1) },
          { version: first.version, builtAt: iso(3), publishedAt: iso(2) },
        ],
      }),
    );
    await env.SNAPSHOTS.put(snapshotKey(third.version), third.file);
    expect((await feed()).entries).toEqual(before.entries);
  });

  test("is a feed before anything was published", async () => {
    expect(await feed()).toMatchObject({ entries: [], updated: "2026-11-01T08:00:00.000Z" });
  });

  test("what came is told with what it says, what went with its name", async () => {
    const more = await townSnapshot({
      "matters/gutter-oil.md": null,
      "matters/heating.md": `---\ntitle: 暖气费\nhandlers: [{ department: 城管局 }]\n${source}\n---\n`,
    });
    await published(first, more);
    expect((await feed()).entries[0]?.lines).toEqual(["停用：地沟油", "新增：暖气费", "暖气费：负责部门 城管局"]);
  });

  test("whatever texts hold, it is well-formed, and they are read as they are", async () => {
    const nasty = fc.oneof(anyText, fc.constantFrom("<script>alert(1)</script>", "]]>", "&amp;", `"'><b>`, "<!--", "\0\v\u{fffe}", "&#0;"));
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (title, text) => {
        const line = { field: "body", what: "x", before: "a", after: "b", relearn: true, text };
        const entries = [{ id: "matters/x", kind: "matter" as const, title, change: "changed" as const, lines: [line] }];
        const releases = [{ what: "publication" as const, version: "b", previous: "a", at: iso(0), entries }];
        const meta = { id: "x", title: `城${title}`, timezone: "Asia/Shanghai" };
        const read = readFeed(await changesFeed({ meta, origin: "https://shuiguan.test", updated: iso(1), releases }));
        const plain = (t: string) =>
          t
            .toWellFormed()
            .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, " ")
            .replace(/[\s\p{Cc}]+/gu, " ")
            .trim();
        expect(plain(read.entries[0]?.lines[0] ?? "")).toBe(plain(text));
        expect(plain(read.title)).toBe(plain(`城${title}：知识更新`));
      }),
      { numRuns: 200 },
    );
  });
});
