import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../src/http/settings.ts";
import { kb } from "./run-kb.ts";

describe("kb token", () => {
  test("prints a token once, and the line by which the Worker knows it", async () => {
    const { code, out, err } = await kb(["token", "李娜", "--role", "publisher"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [token = ""] = /sg_[\w-]{43}/u.exec(out) ?? [];
    const [line = ""] = /\S+:publisher:\S+/u.exec(out) ?? [];
    expect(out.split(token)).toHaveLength(2);
    expect(line).not.toContain(token);
    const [known] = readSettings({ ADMIN_TOKENS: line }).tokens;
    expect(known).toMatchObject({ name: "李娜", role: "publisher", until: Number.POSITIVE_INFINITY });
    expect(Buffer.from(known?.hash ?? []).equals(createHash("sha256").update(token).digest())).toBe(true);
    for (const phrase of ["wrangler secret put ADMIN_TOKENS", ".dev.vars"]) expect(out).toContain(phrase);
  });

  test("--json, with a last day; no two tokens are alike", async () => {
    const made = await Promise.all([1, 2].map(() => kb(["token", "bot", "--role", "editor", "--expires", "2027-01-31", "--json"])));
    const [first, second] = made.map(({ out }) => JSON.parse(out));
    expect(first).toEqual({
      name: "bot",
      role: "editor",
      expires: "2027-01-31",
      token: expect.any(String),
      line: expect.stringMatching(/:2027-01-31$/u),
    });
    expect(first.token).not.toBe(second.token);
  });

  test.each([
    ["an unknown role", ["token", "li", "--role", "admin"], "--role admin is not a role — editor or publisher\n"],
    [
      "a day that is none",
      ["token", "li", "--role", "editor", "--expires", "2027-02-30"],
      "--expires 2027-02-30 is not a day — write a real one as YYYY-MM-DD\n",
    ],
    [
      "a name with a colon",
      ["token", "a:b", "--role", "editor"],
      '"a:b" cannot name a token — letters, digits, "-", "_" and ".", 40 at most, for example li-na\n',
    ],
  ])("%s is refused", async (_, args, says) => {
    expect(await kb(args)).toEqual({ code: 1, out: "", err: says });
  });
});
