import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const project = join(import.meta.dirname, "..");

type Module = { readonly path: string; readonly text: string; readonly code: string; readonly imports: string[] };

function modulesOf(folder: string): Module[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => {
      const text = readFileSync(join(project, folder, name), "utf8");
      const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu, "");
      return { path: `${folder}/${name.replaceAll("\\", "/")}`, text, code, imports: importsOf(code) };
    });
}

function importsOf(code: string): string[] {
  const statements = code.matchAll(/^(?:import|export)\b(?:[^"';]*\bfrom)?\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gmu);
  return Array.from(statements, ([, named, dynamic]) => named ?? dynamic ?? "");
}

const src = modulesOf("src");
const scripts = modulesOf("scripts");

/** The file an import leads to, seen from the project's folder; null for a package. */
function target(module: Module, name: string): string | null {
  return name.startsWith(".") ? relative(project, resolve(project, module.path, "..", name)).replaceAll("\\", "/") : null;
}

/** src/kb/parse.ts → kb, src/worker.ts → worker.ts */
const stageOf = (path: string) => path.split("/")[1] ?? "";

/** Which stages a stage may read: text → kb → index → query → answer → the adapters. */
const reads: Readonly<Record<string, readonly string[]>> = {
  text: [],
  kb: ["text"],
  index: ["text", "kb"],
  query: ["text", "kb", "index"],
  answer: ["text", "kb", "index", "query"],
  changes: ["kb", "index", "query", "answer"],
  insights: ["text", "index", "query"],
  store: ["index"],
  http: ["text", "kb", "index", "query", "answer", "changes", "insights", "store"],
  "worker.ts": ["http", "store"],
};
const core = src.filter(({ path }) => ["kb", "text", "index", "query", "answer", "changes", "insights"].includes(stageOf(path)));

/** One line for every match, to read in a failure. */
function offences(modules: readonly Module[], find: (module: Module) => readonly string[]): string[] {
  return modules.flatMap((module) => find(module).map((what) => `${module.path}: ${what}`));
}

test("every folder of src is a stage with a known place in the pipeline", () => {
  expect([...new Set(src.map(({ path }) => stageOf(path)))].toSorted()).toEqual(Object.keys(reads).toSorted());
});

test("imports point one way: text → index → query → answer → http → worker", () => {
  const wrong = offences(src, (module) =>
    module.imports.filter((name) => {
      const to = target(module, name);
      if (to === null) return false;
      if (to.startsWith("build/")) return module.path !== "src/worker.ts";
      const from = stageOf(module.path);
      return !to.startsWith("src/") || (stageOf(to) !== from && !reads[from]?.includes(stageOf(to)));
    }),
  );
  expect(wrong).toEqual([]);
});

test("scripts read src and one another, and nothing else of the project", () => {
  const wrong = offences(scripts, (module) =>
    module.imports.filter((name) => /^(?!src\/|scripts\/)/u.test(target(module, name) ?? "src/")),
  );
  expect(wrong).toEqual([]);
});

test("no module imports itself by a detour", () => {
  const all = new Map([...src, ...scripts].map((module) => [module.path, module]));
  const reached = (from: Module, seen: Set<string>): Set<string> => {
    for (const name of from.imports) {
      const next = all.get(target(from, name) ?? "");
      if (next === undefined || seen.has(next.path)) continue;
      seen.add(next.path);
      reached(next, seen);
    }
    return seen;
  };
  expect([...all.values()].filter((module) => reached(module, new Set()).has(module.path)).map(({ path }) => path)).toEqual([]);
});

describe("the core is pure", () => {
  test("it imports neither Node nor the Workers runtime", () => {
    expect(offences(core, ({ imports }) => imports.filter((name) => /^(?:node|cloudflare):/u.test(name)))).toEqual([]);
  });

  test("it has no clock, no chance, no network, no console", () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(|\bperformance\.|\bMath\.random\b|\bprocess\.|\bconsole\.|\bfetch\(|\bsetTimeout\b|\bglobalThis\b/gu;
    expect(offences(core, ({ code }) => code.match(impure) ?? [])).toEqual([]);
  });
});

describe("files", () => {
  test("every import of a file names it whole, extension and all, and leads somewhere", () => {
    const wrong = offences([...src, ...scripts], (module) =>
      module.imports.filter((name) => {
        const to = target(module, name);
        if (to === null) return false;
        return !/\.(?:ts|json|snapshot)$/u.test(name) || !(to.startsWith("build/") || existsSync(join(project, to)));
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("there are no barrels: no index.ts, nothing exported that stands elsewhere", () => {
    const all = [...src, ...scripts];
    expect(all.filter(({ path }) => /(?:^|\/)index\.ts$/u.test(path)).map(({ path }) => path)).toEqual([]);
    expect(offences(all, ({ code }) => code.match(/^export\b[^"';=(]*\bfrom\b.*$/gmu) ?? [])).toEqual([]);
  });

  test("none is longer than 300 lines", () => {
    const long = [...src, ...scripts].filter(({ text }) => text.split("\n").length - 1 > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test("names say what a file is for", () => {
    const vague = [...src, ...scripts].filter(({ path }) => /\b(?:utils?|helpers?|common|misc|data|manager)\b/iu.test(path));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });
});
