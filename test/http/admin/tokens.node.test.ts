import { describe, expect, test } from "vitest";
import { type Bindings, readSettings } from "../../../src/http/settings.ts";

const tokensFrom = (value: unknown) => readSettings({ ADMIN_TOKENS: value } as Bindings).tokens;
const hash = "0123456789abcdef".repeat(4);

describe("ADMIN_TOKENS", () => {
  test("holds tokens with space of any kind between", () => {
    const text = ` 李娜:publisher:${hash}\n\twang.qiang-2:editor:${hash.replace("0", "f")}:2027-01-31  `;
    expect(tokensFrom(text)).toEqual([
      { name: "李娜", role: "publisher", hash: expect.any(Uint8Array), until: Number.POSITIVE_INFINITY },
      { name: "wang.qiang-2", role: "editor", hash: expect.any(Uint8Array), until: Date.parse("2027-02-01T00:00:00Z") },
    ]);
    expect([...(tokensFrom(text)[1]?.hash ?? [])].slice(0, 3)).toEqual([0xf1, 0x23, 0x45]);
  });

  test.each([undefined, "", " \n "])("%j: there are none", (value) => {
    expect(tokensFrom(value)).toEqual([]);
  });

  test.each([
    ["a token itself", "sg_UWVO4T6yFNe9vsmhTf59HZB7CmIcdx2Yf5TcXJbkKmU"],
    ["a line without a name", `:publisher:${hash}`],
    ["a line without a role", `li-na:${hash}`],
    ["an unknown role", `li-na:admin:${hash}`],
    ["a role in capitals", `li-na:Publisher:${hash}`],
    ["a short hash", `li-na:editor:${hash.slice(1)}`],
    ["a hash in capitals", `li-na:editor:${hash.toUpperCase()}`],
    ["a day that is none", `li-na:editor:${hash}:2027-02-30`],
    ["an empty day", `li-na:editor:${hash}:`],
    ["a part too many", `li-na:editor:${hash}:2027-02-01:x`],
    ["commas between tokens", `li-na:editor:${hash},wang:editor:${hash}`],
    ["a second token of the same name", `li-na:editor:${hash} li-na:publisher:${hash}`],
    ["JSON", `[{"name":"li-na"}]`],
    ["a list", [`li-na:editor:${hash}`]],
    ["a number", 5],
  ])("%s is refused: the message says where and what to write, and gives nothing away", (_, value) => {
    const text = String(value);
    expect(() => tokensFrom(value)).toThrow(/^This Worker does not serve until its settings are mended\. ADMIN_TOKENS: /u);
    try {
      tokensFrom(value);
    } catch (error) {
      for (const secret of [hash.slice(1), "sg_UWVO"]) if (text.includes(secret)) expect(String(error)).not.toContain(secret);
    }
  });
});
