import { describe, expect, test } from "vitest";
import { address, call, post, readProblem } from "./client.ts";
import { builtAt, serveSmallTown } from "./published-town.ts";
import { smallApp, townStore } from "./small-app.ts";

serveSmallTown();

const addresses = [
  address("/v1/ask", { q: "流浪狗归谁管" }),
  address("/v1/search", { q: "井盖" }),
  address("/v1/suggest", { q: "jg" }),
  "/v1/entries/matters/stray-dogs",
  "/v1/departments",
  "/v1/departments/public-security",
];
const tagOf = (response: Response) => response.headers.get("ETag") ?? "none";
const revalidate = (path: string, tag: string, method = "GET") => call(path, { method, headers: { "If-None-Match": tag } });

describe.each(addresses)("%s", (path) => {
  test("says which knowledge base it speaks for, and carries an ETag", async () => {
    const response = await call(path);
    const tag = tagOf(response);
    expect(tag).toMatch(/^"[^"]+"$/u);
    const { kb } = await response.json<{ kb: { version: string } }>();
    expect(kb).toEqual({ id: "small-town", version: expect.stringMatching(/^[0-9a-f]{12}$/u), builtAt });
    expect(tag).toContain(kb.version);
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
  });

  test("is not sent again to who has it", async () => {
    const tag = tagOf(await call(path));
    for (const known of [tag, `W/${tag}`, `"older", ${tag}`, "*"]) {
      const response = await revalidate(path, known);
      expect([response.status, await response.text(), tagOf(response)]).toEqual([304, "", tag]);
    }
    expect((await revalidate(path, '"older"')).status).toBe(200);
  });

  test("HEAD has the headers of GET and no body", async () => {
    const got = await call(path);
    const head = await call(path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect([...head.headers]).toEqual([...got.headers]);
    expect((await revalidate(path, tagOf(got), "HEAD")).status).toBe(304);
  });
});

test("an answer given before is given again as it was, to every origin its own headers", async () => {
  const path = address("/v1/ask", { q: "流浪狗没人管了找谁" });
  const first = await call(path);
  const again = await call(path);
  expect(await again.text()).toBe(await first.text());
  expect([...again.headers]).toEqual([...first.headers]);
  const extension = await call(path, { headers: { Origin: "chrome-extension://abc" } });
  expect(extension.headers.get("Access-Control-Allow-Origin")).toBe("chrome-extension://abc");
  expect((await call(path)).headers.has("Access-Control-Allow-Origin")).toBe(false);
});

test("a posted question is answered with an ETag and kb too, and always in full", async () => {
  const response = await post("/v1/ask", { q: "流浪狗归谁管" });
  const tag = tagOf(response);
  expect(tag).toBe(tagOf(await call("/v1/departments")));
  expect(await response.json()).toMatchObject({ kb: { id: "small-town", builtAt } });
  expect((await post("/v1/ask", { q: "流浪狗归谁管" }, { "If-None-Match": tag })).status).toBe(200);
});

test("an error has no ETag", async () => {
  const response = await call("/v1/entries/matters/nothing");
  expect(response.headers.has("ETag")).toBe(false);
  await readProblem(404, response);
});

test("what a page may read of a 200 it may read of the 304", async () => {
  const headers = { Origin: "chrome-extension://abcdefghijklmnop" };
  const full = await call("/v1/departments", { headers });
  const unchanged = await call("/v1/departments", { headers: { ...headers, "If-None-Match": tagOf(full) } });
  expect(unchanged.status).toBe(304);
  for (const name of ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Vary"]) {
    expect([name, unchanged.headers.get(name)]).toEqual([name, full.headers.get(name)]);
  }
  expect(unchanged.headers.get("Access-Control-Allow-Origin")).toBe(headers.Origin);
});

describe("the day", () => {
  const secondBeforeMidnight = Date.parse("2018-12-31T23:59:59+08:00");

  test("turns at midnight where the town is: names change, and so does the ETag", async () => {
    let now = secondBeforeMidnight;
    const { request } = await smallApp({ now: () => now });
    const asked = async () => {
      const response = await request(address("/v1/ask", { q: "地沟油归谁管" }));
      const { answer } = await response.json<{ answer: { departments: unknown } }>();
      return { tag: tagOf(response), departments: answer.departments };
    };
    const before = await asked();
    now += 1000;
    const after = await asked();
    expect(before.departments).toMatchObject([{ name: "工商局", formerly: null }]);
    expect(after.departments).toMatchObject([{ name: "市场监督管理局", formerly: "工商局" }]);
    expect(before.tag).toContain("2018-12-31");
    expect(after.tag).toContain("2019-01-01");
  });

  test("of another knowledge base turns in its own zone", async () => {
    const urumqi = 'id: far-town\ntitle: 远城热线\nregion: "650000"\ntimezone: Asia/Urumqi\n';
    const { request } = await smallApp({ stores: [await townStore({ "kb.yaml": urumqi })], now: () => secondBeforeMidnight + 1000 });
    expect(tagOf(await request("/v1/departments"))).toContain("2018-12-31");
  });
});
