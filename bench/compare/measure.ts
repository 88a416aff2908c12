import { readFileSync, statSync } from "node:fs";
import { jsonLines } from "../../scripts/documents.ts";
import { engineNamed } from "../engines/by-name.ts";
import type { Engine, Search } from "../engines/engine.ts";
import { quantile } from "../quantile.ts";
import type { BenchQuestion } from "./corpora.ts";
import { type Built, type Memory, type Quality, type Searched, type Step, step } from "./results.ts";

/**
 * The process that measures one step of one engine and nothing else: `build`, or `search`, which
 * loads what was built. Started by run-step.ts with the step as JSON; reports over its channel.
 */
const asked = step.parse(JSON.parse(process.argv[2] ?? "null"));
const engine = await engineNamed(asked.engine);
process.send?.(asked.step === "build" ? await build(engine, asked) : await search(engine, asked));
process.disconnect?.();

async function build(engine: Engine, { documents, index }: Extract<Step, { step: "build" }>): Promise<Built> {
  const before = process.cpuUsage();
  const [milliseconds] = await withTime(() => engine.build(documents, index));
  const cpu = inMilliseconds(process.cpuUsage(before));
  const bytes = statSync(index).size;
  return { milliseconds, cpu, bytes, searchableBytes: engine.searchableBytes?.(index) ?? null, peakRss: peakRss() };
}

async function search(engine: Engine, { index, questions, most, seconds }: Extract<Step, { step: "search" }>): Promise<Searched> {
  const rows: BenchQuestion[] = [];
  for await (const { value } of jsonLines(questions)) rows.push(value as BenchQuestion);
  collectGarbage();
  const [load, { search: ask, page }] = await withTime(() => engine.load(index));
  const loaded = memory();
  const first = await timed(() => ask(rows[0]?.query ?? "", 10));
  // What a service runs is compiled code: questions from the end of the list, of which most are not measured, come first.
  await run(ask, rows.slice(-Math.max(100, Math.min(300, rows.length - most))), seconds / 4);
  const before = process.threadCpuUsage();
  const { milliseconds, places } = await run(ask, rows.slice(0, most), seconds);
  const cpu = inMilliseconds(process.threadCpuUsage(before)) / milliseconds.length;
  const pages = page ? await run(page, rows.slice(0, most), seconds) : null;
  const judged = pages?.places ?? places;
  const after = memory();
  return {
    load,
    verify: engine.verify ? await timed(() => engine.verify?.(index)) : null,
    first,
    questions: milliseconds.length,
    p50: quantile(milliseconds, 0.5),
    p99: quantile(milliseconds, 0.99),
    page: pages && { p50: quantile(pages.milliseconds, 0.5), p99: quantile(pages.milliseconds, 0.99) },
    cpu,
    loaded,
    searched: after,
    quality: qualityOf(judged),
    untuned: qualityOf(judged.filter(({ row }) => row % 2 === 1)),
  };
}

/** The place of the first relevant hit of a judged question, 0 for the best; -1: not among ten. */
type Place = { readonly row: number; readonly place: number };

async function run(ask: Search, rows: readonly BenchQuestion[], seconds: number): Promise<{ milliseconds: number[]; places: Place[] }> {
  const milliseconds: number[] = [];
  const places: Place[] = [];
  const end = performance.now() + 1000 * seconds;
  for (const [row, { query, relevant }] of rows.entries()) {
    const started = performance.now();
    if (started > end) break;
    const found = ask(query, 10);
    const ids = found instanceof Promise ? await found : found;
    milliseconds.push(performance.now() - started);
    if (relevant.length > 0) places.push({ row, place: ids.findIndex((id) => relevant.includes(id)) });
  }
  return { milliseconds, places };
}

function qualityOf(places: readonly Place[]): Quality | null {
  if (places.length === 0) return null;
  const share = (count: (place: number) => number) => places.reduce((sum, { place }) => sum + count(place), 0) / places.length;
  return {
    questions: places.length,
    first: share((place) => (place === 0 ? 1 : 0)),
    amongTen: share((place) => (place >= 0 ? 1 : 0)),
    reciprocal: share((place) => (place >= 0 ? 1 / (place + 1) : 0)),
  };
}

function inMilliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

async function withTime<T>(work: () => T | Promise<T>): Promise<[number, T]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}

async function timed(work: () => unknown): Promise<number> {
  return (await withTime(work))[0];
}

function memory(): Memory {
  collectGarbage();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss, heap: heapUsed, arrayBuffers };
}

/** Twice: buffers are freed by the collection after the one that finds their owners dead. */
function collectGarbage(): void {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  gc?.();
}

/** In bytes. Linux counts this process alone; elsewhere the figure may hold its parent's, from before it began. */
function peakRss(): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/u.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return 1024 * Number(kilobytes);
  } catch {
    // Not Linux.
  }
  return 1024 * process.resourceUsage().maxRSS;
}
