import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test.runIf(process.platform === "linux")(
  "CPU a request in workerd: every kind of request has its line, with what it uses beyond a bare route",
  async () => {
    const out = mkdtempSync(join(tmpdir(), "bench-test-"));
    const program = join(import.meta.dirname, "../../bench/cpu.ts");
    await run(process.execPath, [program, "--starts", "1", "--rounds", "1", "--requests", "5", "--out", out]);
    const lines = readFileSync(join(out, "cpu.md"), "utf8").split("\n");
    rmSync(out, { recursive: true });
    const rows = lines.flatMap((line) => (/^\| [/a-z]/u.test(line) ? [line.slice(2, -2).split(" | ")] : [])).slice(1);
    expect(rows.map(([name]) => name)).toEqual([
      "start, before any request",
      "first /v1/ask after a start",
      "/v1/ask",
      "/v1/ask, complaint of 2,000 characters",
      "/v1/search",
      "/v1/suggest",
    ]);
    for (const [name, worker, bare, difference] of rows) {
      expect(Number(worker), name).toBeGreaterThan(0);
      expect(Number(difference), name).toBeCloseTo(Number(worker) - Number(bare), 0);
    }
  },
  240_000,
);
