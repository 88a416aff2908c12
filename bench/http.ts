import { mkdirSync } from "node:fs";
import { join } from "node:path";
import autocannon from "autocannon";
import { Command } from "commander";
import { writeWhole } from "../scripts/snapshot-file.ts";
import { machine } from "./machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { count, noteList, path, perform } from "./options.ts";
import { median, quantile } from "./quantile.ts";
import { bundleBareWorker, bundleWorker } from "./workerd/bundle.ts";
import { between } from "./workerd/cpu-time.ts";
import { type BenchRequest, requests } from "./workerd/requests.ts";
import { type Served, serve } from "./workerd/serve.ts";

type Options = { rounds: number; seconds: number; connections: number; maxMinutes: number; port: number; out: string; note: string[] };

/** What is driven, in turn. `bare`: the route that everything is held against; `healthz`: what the Worker adds before any work. */
const routes = ["bare", "healthz", "search", "searchAnew", "ask", "askAnew", "suggest"] as const;
type Route = (typeof routes)[number];
const names: Record<Route, string> = {
  bare: "bare Hono route",
  healthz: "/healthz",
  search: "/v1/search, asked before",
  searchAnew: "/v1/search, every address new",
  ask: "/v1/ask, asked before",
  askAnew: "/v1/ask, every address new",
  suggest: "/v1/suggest, asked before",
};
/** Routes that are given a parameter nobody gave before, so that no answer is remembered. */
const anew: ReadonlySet<Route> = new Set(["searchAnew", "askAnew"]);
/** Questions that come again and again. */
const repeated = 300;
/** How many addresses there were that nobody had asked for. */
let asked = 0;
/** Share of the bare route's throughput that a search must reach. */
const wantedShare = 0.5;

await new Command("bench:http")
  .description("The Worker over HTTP against a bare Hono route, both in workerd on this machine: the ratio is the figure.")
  .option("--rounds <n>", "rounds over all routes, in alternating order; figures are medians", count, 5)
  .option("--seconds <n>", "how long each route is driven in a round", count, 3)
  .option("--connections <n>", "requests under way at once", count, 8)
  .option("--max-minutes <n>", "when to stop, whatever is left to do", count, 5)
  .option("--port <n>", "of the Worker, on 127.0.0.1; the bare route has the next", count, 8803)
  .option("--out <dir>", "folder for http.md", path, join(import.meta.dirname, "results"))
  .option("--note <text>", "a line for the report; may be given more than once", noteList, [])
  .action((options: Options) => perform((folder) => measure(options, folder)))
  .parseAsync();

async function measure(options: Options, folder: string): Promise<void> {
  const end = Date.now() + 60_000 * options.maxMinutes;
  mkdirSync(join(folder, "bare"));
  const bundle = await bundleWorker(join(folder, "real"));
  const bare = await serve(await bundleBareWorker(join(folder, "bare"), bundle), options.port + 1);
  const real = await serve(bundle, options.port);
  const { ask, search, suggest } = await requests();
  const lists: Record<Route, readonly BenchRequest[]> = {
    ...{ ask: ask.slice(0, repeated), search: search.slice(0, repeated), suggest, askAnew: ask, searchAnew: search },
    ...{ bare: [{ path: "/" }], healthz: [{ path: "/healthz" }] },
  };
  const drive = (route: Route, connections: number, seconds: number, round: number) =>
    load(route === "bare" ? bare : real, rotate(lists[route], round * 211), { connections, seconds, anew: anew.has(route) });

  for (const route of routes) await drive(route, options.connections, 2, 0);
  const none = (): { busy: Load[]; alone: Load[] } => ({ busy: [], alone: [] });
  const found: Record<Route, { busy: Load[]; alone: Load[] }> = {
    ...{ bare: none(), healthz: none(), search: none(), searchAnew: none(), ask: none(), askAnew: none(), suggest: none() },
  };
  for (let round = 0; round < options.rounds && (round === 0 || Date.now() < end); round++) {
    for (const route of round % 2 === 0 ? routes : routes.toReversed()) {
      found[route].busy.push(await drive(route, options.connections, options.seconds, round));
      found[route].alone.push(await drive(route, 1, 1, round));
    }
  }
  await Promise.all([real.stop(), bare.stop()]);
  const page = report(found, options);
  writeWhole(join(options.out, "http.md"), page);
  console.log(page);
}

function rotate<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

/** Times in milliseconds, CPU in microseconds of workerd's threads a request. */
type Load = { readonly perSecond: number; readonly cpu: number; readonly p50: number; readonly p99: number };

/** Drives a server for some seconds. @throws when it answers anything but 200 */
async function load(
  served: Served,
  list: readonly BenchRequest[],
  { connections, seconds, anew }: { connections: number; seconds: number; anew: boolean },
): Promise<Load> {
  const before = await served.cpu();
  const times: number[] = [];
  const sent = list.map(({ path: to }) => ({
    method: "GET" as const,
    path: to,
    ...(anew && { setupRequest: (request: autocannon.Request) => ({ ...request, path: `${to}&n=${++asked}` }) }),
  }));
  let clients = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      // Every connection begins elsewhere in the list, or all would ask the same few questions.
      { url: served.url, connections, duration: seconds, setupClient: (client) => client.setRequests(rotate(sent, 97 * clients++)) },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    instance.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  if (result.errors + result.timeouts + result.non2xx > 0) {
    throw new Error(`${served.url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed, ${result.timeouts} timed out`);
  }
  const cpu = between(before, await served.cpu()).all / times.length;
  return { perSecond: times.length / result.duration, cpu, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function report(found: Record<Route, { busy: Load[]; alone: Load[] }>, { note, connections, seconds }: Options): string {
  const middle = (loads: readonly Load[], figure: keyof Load) => median(loads.map((l) => l[figure]));
  /** Round by round, so that what slows the machine down slows both. */
  const share = (route: Route) =>
    median(found[route].busy.map((l, round) => l.perSecond / (found.bare.busy[round]?.perSecond ?? Number.NaN)));
  const rows = routes.map((route) => {
    const { busy, alone } = found[route];
    const cpu = middle(busy, "cpu");
    const rest = [
      cpu.toFixed(0),
      (middle(found.bare.busy, "cpu") / cpu).toFixed(2),
      ...[busy, alone].map((l) => `${middle(l, "p50").toFixed(2)} / ${middle(l, "p99").toFixed(2)}`),
    ];
    const verdict = route === "search" ? [`≥ ${wantedShare}`, share(route) >= wantedShare ? "yes" : "**no**"] : ["", ""];
    return [names[route], middle(busy, "perSecond").toFixed(0), share(route).toFixed(2), ...rest, ...verdict];
  });
  return [
    "# Over HTTP",
    `${new Date().toISOString().slice(0, 10)}, on ${machine()}.`,
    [
      ...note,
      "The Worker as `wrangler deploy` bundles it, with the default knowledge base, in workerd itself, and a bare Hono route that answers with a small JSON object in another; driven in turn by autocannon on the same machine, with the judged questions of bench/answers.",
      `${found.bare.busy.length} rounds in alternating order, ${seconds} s a route with ${connections} requests under way and 1 s with one; figures are medians of the rounds.`,
      `“Asked before”: the same ${repeated} questions come again and again, and those that have an answer are answered from the isolate's memory. “Every address new”: each request has an address of its own, and its answer is worked out.`,
      "Throughput is shared with the program that drives: the share of CPU (bare ÷ route, all threads of workerd) does not depend on it.",
      "Bindings of other services are not there: no R2, no rate limiting.",
    ]
      .map((text) => `- ${text}`)
      .join("\n"),
    markdownTable(
      [
        "",
        "requests/s",
        "of bare",
        "CPU µs",
        "bare CPU ÷ it",
        `p50 / p99 ms, ${connections} at once`,
        "p50 / p99 ms, one at a time",
        "wanted of bare",
        "met",
      ],
      rows,
    ),
    "",
  ].join("\n\n");
}
