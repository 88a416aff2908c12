import { exports } from "cloudflare:workers";
import { expect, test } from "vitest";

test("a call taker's question brings the department", async () => {
  const response = await exports.default.fetch("http://shuiguan/v1/ask?q=流浪狗归谁管");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "answered", answer: { departments: [{ name: "公安局" }] } });
});
