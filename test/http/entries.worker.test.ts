import { expect, test } from "vitest";
import { entryResponse, searchResponse } from "../../src/http/schemas.ts";
import { address, call, read, readProblem } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

test.each(["/v1/entries/matters/stray-dogs", "/v1/entries/matters%2Fstray-dogs"])("%s is the entry, slash and all", async (path) => {
  const { entry, kb } = await read(entryResponse, call(path));
  expect(entry).toMatchObject({
    id: "matters/stray-dogs",
    kind: "matter",
    title: "流浪狗",
    handlers: [{ department: "公安局", role: "lead" }, { department: "城管局" }],
    reviewed: "2026-01-15",
  });
  expect(kb.id).toBe("small-town");
});

test("an id may have more than one slash", async () => {
  expect(await read(entryResponse, call("/v1/entries/departments/urban/management"))).toMatchObject({ entry: { name: "城市管理局" } });
});

test("whatever a search finds can be read", async () => {
  const { hits } = await read(searchResponse, call(address("/v1/search", { q: "管理 投诉 补贴 井盖", limit: 50 })));
  expect(hits.length).toBeGreaterThan(5);
  for (const { id, kind } of hits) expect(await read(entryResponse, call(`/v1/entries/${id}`))).toMatchObject({ entry: { id, kind } });
});

test.each(["matters/no-such-thing", "matters", "matters/stray-dogs/", "流浪狗", "__proto__", "%00", "%E0%A4%A", "..%2F..%2Fsecrets"])(
  "%s is no entry",
  async (id) => {
    expect(await readProblem(404, call(`/v1/entries/${id}`))).toMatchObject({ detail: "There is no entry with this id." });
  },
);

test("no id at all is no address", async () => {
  expect(await readProblem(404, call("/v1/entries/"))).toMatchObject({ detail: expect.stringContaining("/docs") });
});
