import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { writeWhole } from "../scripts/snapshot-file.ts";
import { machine } from "./machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { count, noteList, path, perform } from "./options.ts";
import { median } from "./quantile.ts";
import { type Bundle, bundleBareWorker, bundleWorker } from "./workerd/bundle.ts";
import { between, type CpuTime } from "./workerd/cpu-time.ts";
import { type BenchRequest, type RequestKind, requests } from "./workerd/requests.ts";
import { type Served, serve } from "./workerd/serve.ts";

type Options = { starts: number; rounds: number; requests: number; maxMinutes: number; out: string; note: string[] };

/** Limits of the first answer, of a warm one and of one to a complaint, in milliseconds of the thread that runs JavaScript. */
const wanted = { first: 10, ask: 1, complaint: 5 };

await new Command("bench:cpu")
  .description("CPU a request in workerd, less what a bare Hono route uses: the first answer after a start, and warm ones.")
  .option("--starts <n>", "fresh starts, for the first answer", count, 9)
  .option("--rounds <n>", "rounds of warm requests, in alternating order; figures are medians", count, 5)
  .option("--requests <n>", "requests of each kind in a round, one after the other", count, 200)
  .option("--max-minutes <n>", "when to stop, whatever is left to do", count, 5)
  .option("--out <dir>", "folder for cpu.md", path, join(import.meta.dirname, "results"))
  .option("--note <text>", "a line for the report; may be given more than once", noteList, [])
  .action((options: Options) => perform((folder) => measure(options, folder)))
  .parseAsync();

async function measure(options: Options, folder: string): Promise<void> {
  const end = Date.now() + 60_000 * options.maxMinutes;
  const bare = join(folder, "bare");
  mkdirSync(bare);
  const real = await bundleWorker(join(folder, "real"));
  const bundles = { real, bare: await bundleBareWorker(bare, real) };
  const kinds = await requests();
  const first = await firstAnswers(bundles, kinds.ask, options.starts, end);
  const warm = await warmRequests(bundles, kinds, options, end);
  const page = report(first, warm, options);
  writeWhole(join(options.out, "cpu.md"), page);
  console.log(page);
}

/** One start: until it listens, and for the first request. */
type Start = { readonly start: CpuTime; readonly first: CpuTime };
type Both<T> = { readonly real: T; readonly bare: T };

/** Starts both Workers again and again, each time with another first question. */
async function firstAnswers(bundles: Both<Bundle>, asks: readonly BenchRequest[], starts: number, end: number): Promise<Both<Start[]>> {
  const found: Both<Start[]> = { real: [], bare: [] };
  for (let i = 0; i < starts && (i === 0 || Date.now() < end); i++) {
    for (const which of i % 2 === 0 ? (["real", "bare"] as const) : (["bare", "real"] as const)) {
      const served = await serve(bundles[which], 0);
      const start = await served.cpu();
      await send(served, which === "real" ? (asks[(i * 97) % asks.length] ?? { path: "/v1/ask" }) : { path: "/" });
      found[which].push({ start, first: between(start, await served.cpu()) });
      await served.stop();
    }
  }
  return found;
}

type Warm = Readonly<Record<RequestKind, Both<CpuTime[]>>>;

/** Rounds over all kinds, the bare route after each with as many requests of the same method. */
async function warmRequests(
  bundles: Both<Bundle>,
  kinds: Awaited<ReturnType<typeof requests>>,
  options: Options,
  end: number,
): Promise<Warm> {
  const served = { real: await serve(bundles.real, 0), bare: await serve(bundles.bare, 0) };
  const names = ["ask", "complaint", "search", "suggest"] as const;
  const none = (): Both<CpuTime[]> => ({ real: [], bare: [] });
  const warm: Warm = { ask: none(), complaint: none(), search: none(), suggest: none() };
  const part = (kind: RequestKind, round: number) =>
    Array.from({ length: options.requests }, (_, i) => kinds[kind][(round * options.requests + i) % kinds[kind].length] ?? { path: "/" });
  // The first round is for the compilers and not counted.
  for (let round = 0; round <= options.rounds && (round <= 1 || Date.now() < end); round++) {
    for (const kind of round % 2 === 0 ? names : names.toReversed()) {
      const list = part(kind, round);
      const real = await perRequest(served.real, list);
      const bare = await perRequest(
        served.bare,
        list.map(({ body }) => (body === undefined ? { path: "/" } : { path: "/", body })),
      );
      if (round === 0) continue;
      warm[kind].real.push(real);
      warm[kind].bare.push(bare);
    }
  }
  await Promise.all([served.real.stop(), served.bare.stop()]);
  return warm;
}

async function perRequest(served: Served, list: readonly BenchRequest[]): Promise<CpuTime> {
  const before = await served.cpu();
  for (const request of list) await send(served, request);
  const { script, all } = between(before, await served.cpu());
  return { script: script / list.length, all: all / list.length };
}

async function send({ url }: Served, { path, body }: BenchRequest): Promise<void> {
  const init = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body };
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`);
}

function report(first: Both<Start[]>, warm: Warm, { note, requests: each }: Options): string {
  const middle = (times: readonly CpuTime[]): CpuTime => ({
    script: median(times.map((t) => t.script)),
    all: median(times.map((t) => t.all)),
  });
  const line = (name: string, real: readonly CpuTime[], bare: readonly CpuTime[], limit?: number): string[] => {
    const [own, base] = [middle(real), middle(bare)];
    const net = own.script - base.script;
    const met = limit === undefined ? "" : net / 1000 <= limit ? "yes" : "**no**";
    return [name, ...[own.script, base.script, net, own.all - base.all].map(milliseconds), limit === undefined ? "" : `≤ ${limit} ms`, met];
  };
  const of = (starts: readonly Start[], what: keyof Start) => starts.map((s) => s[what]);
  const kind = (name: string, { real, bare }: Both<CpuTime[]>, limit?: number) => line(name, real, bare, limit);
  return [
    "# CPU a request in workerd",
    `${new Date().toISOString().slice(0, 10)}, on ${machine()}.`,
    [
      ...note,
      "The Worker as `wrangler deploy` bundles it, with the default knowledge base, in workerd itself; against a bare Hono route in another workerd.",
      `CPU is what Linux's scheduler counts for workerd's threads, in nanoseconds, read when they have come to rest; ${each} requests one after the other between two readings, so that one reading's error (microseconds) is shared by all.`,
      "Every question of a round is asked once: none is answered from memory, but what is typed of some of them for /v1/suggest.",
      `Medians of ${first.real.length} fresh starts and ${warm.ask.real.length} rounds. Bindings of other services are not there: no R2, no rate limiting.`,
    ]
      .map((text) => `- ${text}`)
      .join("\n"),
    markdownTable(
      ["ms of the thread that runs JavaScript", "Worker", "bare route", "difference", "difference, all threads", "wanted", "met"],
      [
        line("start, before any request", of(first.real, "start"), of(first.bare, "start")),
        line("first /v1/ask after a start", of(first.real, "first"), of(first.bare, "first"), wanted.first),
        kind("/v1/ask", warm.ask, wanted.ask),
        kind("/v1/ask, complaint of 2,000 characters", warm.complaint, wanted.complaint),
        kind("/v1/search", warm.search),
        kind("/v1/suggest", warm.suggest),
      ],
    ),
    "",
  ].join("\n\n");
}

function milliseconds(microseconds: number): string {
  const value = microseconds / 1000;
  return value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
