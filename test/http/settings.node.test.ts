import { describe, expect, test } from "vitest";
import { type Bindings, readSettings } from "../../src/http/settings.ts";

/** Settings as an operator may write them, wrong types included. */
const settingsFrom = (value: unknown) => readSettings({ ALLOWED_ORIGINS: value } as Bindings);

test.each([
  "console.example.org",
  "*",
  "https://",
  "https://a.example, https://b.example",
  "https://a.example,https://b.example",
  "https://a.example;",
  "https://a.example b.example",
  "ftp://a.example",
  "chrome-extension://abc",
  "javascript:alert(1)",
  "null",
  ["https://a.example"],
  { origin: "https://a.example" },
  5,
  true,
  null,
])("%j is refused, and the message names the variable", (value) => {
  expect(() => settingsFrom(value)).toThrow(/ALLOWED_ORIGINS/u);
});

test.each(["", " ", "\n", undefined])("%j allows no web page", (value) => {
  const { mayCall } = settingsFrom(value);
  expect(mayCall("https://a.example")).toBe(false);
  expect(mayCall("")).toBe(false);
});

test("origins are separated by space of any kind, and compared as origins", () => {
  const { mayCall } = settingsFrom("  https://A.example:443/ \t\n http://b.example:8080 http://[::1]:5173 http://127.0.0.1");
  expect(["https://a.example", "http://b.example:8080", "http://[::1]:5173", "http://127.0.0.1"].every(mayCall)).toBe(true);
  expect(["https://A.example:443", "http://a.example", "http://b.example", "https://b.example:8080"].map(mayCall)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("browser extensions need no setting", () => {
  expect(settingsFrom("").mayCall("chrome-extension://abcdefghijklmnop")).toBe(true);
});

describe("INSIGHTS and INSIGHTS_DAYS", () => {
  test("questions are noted and kept for ninety days unless somebody says otherwise", () => {
    expect(readSettings({}).insights).toEqual({ on: true, days: 90 });
    expect(readSettings({ INSIGHTS: "off", INSIGHTS_DAYS: "7" }).insights).toEqual({ on: false, days: 7 });
    expect(readSettings({ INSIGHTS_DAYS: 30 }).insights.days).toBe(30);
  });

  test.each([
    { INSIGHTS: "no" },
    { INSIGHTS: "" },
    { INSIGHTS: true },
    { INSIGHTS_DAYS: "0" },
    { INSIGHTS_DAYS: "401" },
    { INSIGHTS_DAYS: "ninety" },
    { INSIGHTS_DAYS: "1.5" },
    { INSIGHTS_DAYS: -1 },
  ])("%j is refused, and the message names the variable", (settings) => {
    expect(() => readSettings(settings as Bindings)).toThrow(new RegExp(Object.keys(settings)[0] ?? "", "u"));
  });
});
