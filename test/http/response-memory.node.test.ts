import { expect, test } from "vitest";
import { ResponseMemory } from "../../src/http/response-memory.ts";

test("what was kept is given again, in the state it was kept in", () => {
  const memory = new ResponseMemory();
  memory.keep("v1-2026-11-25", "/v1/ask?q=a", "A");
  expect(memory.get("v1-2026-11-25", "/v1/ask?q=a")).toBe("A");
  expect(memory.get("v1-2026-11-25", "/v1/ask?q=b")).toBeNull();
  expect(memory.get("v1-2026-11-26", "/v1/ask?q=a")).toBeNull();
});

test("a new state forgets what an older one said", () => {
  const memory = new ResponseMemory();
  memory.keep("v1", "/a", "old");
  memory.keep("v2", "/b", "new");
  expect(memory.get("v2", "/a")).toBeNull();
  expect(memory.get("v1", "/a")).toBeNull();
  expect(memory.get("v2", "/b")).toBe("new");
});

test("it holds a bounded length of text, and forgets first what was asked longest ago", () => {
  const memory = new ResponseMemory();
  const body = "x".repeat(1024 * 1024);
  for (const address of ["/1", "/2", "/3"]) memory.keep("v1", address, body);
  expect(memory.get("v1", "/1")).toBe(body);
  for (const address of ["/4", "/5"]) memory.keep("v1", address, body);
  expect(["/1", "/2", "/3", "/4", "/5"].map((address) => memory.get("v1", address) !== null)).toEqual([true, false, false, true, true]);
});

test("a body larger than all of it is not kept", () => {
  const memory = new ResponseMemory();
  memory.keep("v1", "/large", "x".repeat(5 * 1024 * 1024));
  expect(memory.get("v1", "/large")).toBeNull();
});
