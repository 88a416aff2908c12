import { readdirSync, readFileSync } from "node:fs";
import { UserError } from "../../scripts/user-error.ts";

/** CPU time of a process in microseconds. */
export type CpuTime = {
  /** Of the thread that runs JavaScript: what a platform bills. */
  readonly script: number;
  /** With the threads that compile and collect garbage. */
  readonly all: number;
};

/**
 * What Linux's scheduler counts, in nanoseconds, for the threads that are at rest (a running one
 * is brought up to date every few milliseconds). workerd runs JavaScript on its first thread.
 */
export function cpuTimeOf(pid: number): CpuTime {
  const microseconds = (thread: string) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1000;
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const all = threads.reduce((sum, thread) => sum + microseconds(thread), 0);
    return { script: microseconds(String(pid)), all };
  } catch {
    throw new UserError(
      "CPU is read from /proc/PID/task/*/schedstat, which this system does not have — run on Linux with scheduler statistics",
    );
  }
}

export function between(before: CpuTime, after: CpuTime): CpuTime {
  return { script: after.script - before.script, all: after.all - before.all };
}
