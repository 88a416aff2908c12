import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestsIn } from "../../src/query/requests.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { snapshotOfTheBase } from "../index/the-base.ts";
import { anyText } from "../text/unicode-text.ts";

const snapshot = await snapshotOfTheBase();
const requests = (said: string) => requestsIn(snapshot, normalizeText(said));

describe("the requests of a text", () => {
  test.each([
    ["流浪狗归谁管，路灯坏了找谁", ["流浪狗归谁管,", "路灯坏了找谁"]],
    ["小区里流浪狗很多，还咬人，归谁管？滨江路的灯也不亮，找谁修", ["小区里流浪狗很多,还咬人,归谁管?", "滨江路的灯也不亮,找谁修"]],
    ["井盖丢了，另外停车场乱收费找哪个部门", ["井盖丢了,", "另外停车场乱收费找哪个部门"]],
    ["流浪狗归谁管", []],
    ["还有没有人管流浪狗", []],
    ["小区里流浪狗很多，还咬人，归谁管", []],
    ["", []],
  ])("%s → %j", (said, expected) => {
    expect(requests(said)).toEqual(expected);
  });

  test("are pieces of it, in its order, and never many", () => {
    const part = fc.oneof(anyText, fc.constantFrom("流浪狗归谁管", "，", "。", "？", "另外", "还有", "多少钱", "路灯"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = normalizeText(parts.join(""));
        let from = 0;
        const found = requestsIn(snapshot, text);
        expect(found.length).toBeLessThanOrEqual(3);
        for (const request of found) {
          const at = text.indexOf(request, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + request.length;
        }
      }),
    );
  });
});
