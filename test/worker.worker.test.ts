import { env, withEnv } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import manifest from "../build/kb.manifest.json" with { type: "json" };
import { askResponse, departmentsResponse } from "../src/http/schemas.ts";
import { address, call, read } from "./http/client.ts";
import { pointAt } from "./store/publish.ts";

test("a broken publication is one line of JSON in the log, and the bundled knowledge base answers", async () => {
  await pointAt(env.SNAPSHOTS, "{");
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const { kb } = await read(departmentsResponse, call("/v1/departments"));
  const lines = log.mock.calls.map((line) => line.join(" "));
  log.mockRestore();
  expect(kb).toMatchObject(manifest);
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { level: "error", event: "snapshot_refused", version: "", fault: { reason: "store_failed", detail: expect.stringContaining("JSON") } },
  ]);
  expect(lines.join("")).not.toContain("\n");
});

test.each([
  ["流浪狗归谁管", "matters/stray-dogs"],
  ["請問流浪狗歸誰管", "matters/stray-dogs"],
  ["92岁老人补贴多少", "policies/elderly-allowance"],
])("a fresh deployment answers %s", async (q, id) => {
  expect(await read(askResponse, call(address("/v1/ask", { q })))).toMatchObject({
    status: "answered",
    answer: { entry: { id } },
    kb: manifest,
  });
});

// The last: afterwards there is no Worker.
test("a Worker with wrong settings does not start, and says which", async () => {
  vi.resetModules();
  const again = withEnv({ ...env, ALLOWED_ORIGINS: "console.example.org" }, () => import("../src/worker.ts"));
  await expect(again).rejects.toThrow(/ALLOWED_ORIGINS/u);
});
