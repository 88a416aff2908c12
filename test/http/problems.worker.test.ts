import { describe, expect, test } from "vitest";
import { LiveSnapshot } from "../../src/store/live-snapshot.ts";
import { call, post, readProblem } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";
import { smallApp } from "./small-app.ts";

serveSmallTown();

describe("404", () => {
  test.each(["/nothing", "/v1", "/v1/", "/v1/nothing", "/v1/ask/", "/v1/ask/x", "/V1/ask?q=x", "//v1/ask?q=x", "/%00", "/v2/ask?q=x"])(
    "%s is no address",
    async (path) => {
      expect(await readProblem(404, call(path))).toMatchObject({ title: "Not found", detail: expect.stringContaining("/docs") });
    },
  );
});

describe("405", () => {
  test.each([
    ["DELETE", "/v1/ask", "GET, HEAD, POST"],
    ["PUT", "/v1/ask", "GET, HEAD, POST"],
    ["POST", "/v1/search", "GET, HEAD"],
    ["POST", "/v1/suggest?q=x", "GET, HEAD"],
    ["PATCH", "/v1/entries/matters/stray-dogs", "GET, HEAD"],
    ["DELETE", "/v1/entries/matters/nothing", "GET, HEAD"],
    ["POST", "/v1/departments", "GET, HEAD"],
    ["POST", "/v1/departments/urban/management", "GET, HEAD"],
    ["GET", "/v1/feedback", "POST"],
    ["HEAD", "/v1/feedback", "POST"],
    ["POST", "/healthz", "GET, HEAD"],
    ["POST", "/readyz", "GET, HEAD"],
    ["POST", "/docs", "GET, HEAD"],
    ["DELETE", "/openapi.json", "GET, HEAD"],
  ])("%s %s is told what the address takes: %s", async (method, path, allow) => {
    const response = await call(path, { method });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, allow]);
    if (method !== "HEAD") expect(await readProblem(405, response)).toMatchObject({ detail: expect.stringContaining(allow) });
  });
});

describe("a request body", () => {
  test.each(["", "{", "{'q': 1}", "q=流浪狗", '{"q":"a"}{"q":"b"}', "\u0000"])("that is not JSON (%j): 400", async (body) => {
    expect(await readProblem(400, post("/v1/ask", body))).toMatchObject({ detail: "The request body is not valid JSON." });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"])(
    "sent as %s: 415, and what to send instead",
    async (type) => {
      const problem = await readProblem(415, post("/v1/ask", { q: "流浪狗" }, { "Content-Type": type }));
      expect(problem).toMatchObject({ title: "Unsupported media type", detail: expect.stringContaining("application/json") });
    },
  );

  test.each(["application/json; charset=utf-8", "Application/JSON"])("sent as %s is JSON", async (type) => {
    expect((await post("/v1/ask", { q: "流浪狗" }, { "Content-Type": type })).status).toBe(200);
  });

  test.each(["/v1/ask", "/v1/feedback"])("of more than 64 KiB to %s: 413", async (path) => {
    expect(await readProblem(413, post(path, { q: "狗".repeat(40_000) }))).toMatchObject({ detail: expect.stringContaining("65536") });
  });

  test("that is too long is refused however it arrives", async () => {
    const pieces = Array.from({ length: 70 }, () => new TextEncoder().encode(" ".repeat(1024)));
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.pop();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    await readProblem(413, call("/v1/ask", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
  });
});

describe("500", () => {
  const secret = "token=hunter2 in /srv/secret.ts";
  const fail = () => {
    throw new Error(secret);
  };

  test("says nothing of what went wrong; the log says it all, but not what was asked", async () => {
    const { request, logged } = await smallApp({ now: fail });
    const problem = await readProblem(500, request("/v1/ask?q=13800138000"));
    expect(problem).toEqual({
      type: "about:blank",
      title: "Internal error",
      status: 500,
      detail: "Something went wrong on our side; it has been logged.",
    });
    expect(logged).toEqual([{ level: "error", event: "unhandled", path: "/v1/ask", error: expect.stringContaining(secret) }]);
    expect(JSON.stringify(logged)).not.toContain("13800138000");
  });

  test("a failing log fails its request, not the next one", async () => {
    let broken = true;
    const { request } = await smallApp({ log: (event) => (broken && event["event"] === "feedback" ? fail() : undefined) });
    const send = () =>
      request("/v1/feedback", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ query: "流浪狗", helpful: true }),
      });
    await readProblem(500, send());
    broken = false;
    expect((await send()).status).toBe(202);
  });
});

describe("503", () => {
  test("without a snapshot nothing is answered, and readyz says so; the process is well", async () => {
    const { request } = await smallApp({ stores: [] });
    for (const path of ["/v1/ask?q=流浪狗", "/v1/departments", "/readyz"]) {
      expect(await readProblem(503, request(path))).toMatchObject({ title: "Not ready" });
    }
    expect((await request("/healthz")).status).toBe(200);
    expect((await request("/docs")).status).toBe(200);
  });

  test("a store that fails leaves nothing to serve, and that is not an internal error", async () => {
    const failing = { pointer: () => Promise.reject(new Error("no such bucket")), load: () => Promise.reject(new Error("no such bucket")) };
    expect(await new LiveSnapshot([failing], () => {}).get(0, () => {})).toBeNull();
    const { request } = await smallApp({ stores: [failing] });
    await readProblem(503, request("/v1/departments"));
  });
});
