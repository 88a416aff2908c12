import { expect, test } from "vitest";
import { normalizeText } from "../../src/text/normalize.ts";

test("Traditional characters become Simplified", () => {
  expect(normalizeText("請問流浪狗歸誰管")).toBe("请问流浪狗归谁管");
});
