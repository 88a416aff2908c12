import { fork } from "node:child_process";
import { join } from "node:path";
import { type Built, built, type Searched, type Step, searched } from "./results.ts";

/** What a measuring process may use. */
export type Limits = { readonly seconds: number; readonly megabytes: number };
/** Figures, or why there are none. */
export type Outcome<T> = { readonly value: T } | { readonly missing: string };

const program = join(import.meta.dirname, "measure.ts");

/** Runs one step in a process of its own, which is ended when it takes more than it may. */
export async function runStep(step: Extract<Step, { step: "build" }>, limits: Limits): Promise<Outcome<Built>>;
export async function runStep(step: Extract<Step, { step: "search" }>, limits: Limits): Promise<Outcome<Searched>>;
export async function runStep(step: Step, { seconds, megabytes }: Limits): Promise<Outcome<Built | Searched>> {
  const child = fork(program, [JSON.stringify(step)], {
    execArgv: ["--expose-gc", `--max-old-space-size=${megabytes}`, "--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint = `${complaint}${text}`.slice(-20_000);
  });
  let message: unknown = null;
  child.on("message", (m) => {
    message = m;
  });
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, 1000 * seconds);
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.off("exit", end);
  clearTimeout(limit);

  if (late) return { missing: `${step.step}: > ${seconds} s` };
  if (/heap out of memory/u.test(complaint)) return { missing: `${step.step}: > ${megabytes} MB of heap` };
  if (code !== 0 || message === null) return { missing: `${step.step}: ${faultIn(complaint, code)}` };
  return { value: step.step === "build" ? built.parse(message) : searched.parse(message) };
}

/** What a process that failed says of it, in one line. */
function faultIn(complaint: string, code: number | null): string {
  const [, fault] = /^(?:Uncaught )?(\w*Error\b.*)$/mu.exec(complaint) ?? [];
  return fault ?? `the process ended with ${code ?? "a signal"}`;
}
