import { expect, test } from "vitest";
import { accepted } from "../../src/http/schemas.ts";
import { smallApp } from "./small-app.ts";

/** Sends feedback; gives back what the operator's log then holds. */
async function send(body: Record<string, unknown>): Promise<Record<string, unknown>[]> {
  const { request, logged } = await smallApp();
  const headers = { "Content-Type": "application/json", "CF-Connecting-IP": "203.0.113.7", "User-Agent": "call-taker-17" };
  const response = await request("/v1/feedback", { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status).toBe(202);
  expect(accepted.parse(await response.json())).toEqual({ accepted: true });
  return logged;
}

test("feedback is logged with the version it speaks of, and nothing of who sent it", async () => {
  expect(await send({ query: "流浪狗归谁管", entryId: "matters/stray-dogs", helpful: true, note: "城管说不归他们" })).toEqual([
    {
      level: "info",
      event: "feedback",
      version: expect.stringMatching(/^[0-9a-f]{12}$/u),
      helpful: true,
      query: "流浪狗归谁管",
      entryId: "matters/stray-dogs",
      note: "城管说不归他们",
    },
  ]);
});

test("a note and an entry may be left out", async () => {
  expect(await send({ query: "流浪狗", helpful: false })).toMatchObject([{ helpful: false, entryId: null, note: null }]);
});

const personal = ["13800138000", "510902199001011234", "6222020200112233445", "zhang.san@example.cn", "0825-2312345", "川J12345"];

test.each(personal)("%s is gone from the log, wherever it was written", async (secret) => {
  const [event] = await send({ query: `我叫张三，${secret}，路灯坏了`, entryId: secret, helpful: false, note: `请回电${secret}，谢谢` });
  const line = JSON.stringify(event);
  expect(line).not.toContain(secret);
  expect(line).not.toContain("张三");
  expect(line).toContain("路灯坏了");
  expect(line).toContain("谢谢");
});

test("no other request is logged: what callers ask is theirs", async () => {
  const { request, logged } = await smallApp();
  for (const path of ["/v1/ask?q=13800138000", "/v1/search?q=13800138000", "/v1/suggest?q=138", "/v1/nothing", "/v1/ask"])
    await request(path);
  expect(logged).toEqual([]);
});
