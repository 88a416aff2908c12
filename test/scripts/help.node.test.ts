import { describe, expect, test } from "vitest";
import { kb } from "./run-kb.ts";

const commands = ["check", "build", "ask", "import", "eval", "diff", "insights", "publish", "versions", "rollback", "token"];

describe("kb without knowing it", () => {
  test("--help lists the commands", async () => {
    const { code, out } = await kb(["--help"]);
    expect(code).toBe(0);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command} `, "mu"));
  });

  test.each(commands)("%s --help lists its options", async (command) => {
    const { code, out } = await kb([command, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("--json");
  });

  test("no command at all prints the help, but is no success", async () => {
    const { code, err } = await kb([]);
    expect(code).not.toBe(0);
    for (const command of commands) expect(err).toContain(command);
  });

  test.each([
    ["an unknown command", ["biuld"], ["unknown command 'biuld'", "Did you mean build?", "--help"]],
    ["an unknown option", ["check", "--jsn"], ["unknown option '--jsn'", "Did you mean --json?", "--help"]],
    ["a word too many", ["check", "kb"], ["too many arguments for 'check'", "--help"]],
    ["a missing question", ["ask"], ["missing required argument 'question'", "--help"]],
    ["an option without its value", ["build", "--out"], ["option '--out <file>' argument missing", "--help"]],
    ["a missing server", ["publish"], ["required option '--url <url>' not specified", "--help"]],
    ["a missing option", ["eval"], ["required option '--queries <file>' not specified", "--help"]],
  ])("%s is named, with a way out", async (_, args, says) => {
    const { code, out, err } = await kb(args);
    expect(code).not.toBe(0);
    expect(out).toBe("");
    for (const phrase of says) expect(err).toContain(phrase);
  });
});
