import type { Engine } from "./engine.ts";

/** Loaded one by one: a process that measures an engine holds no other's code. */
const engines = {
  shuiguan: async () => (await import("./shuiguan.ts")).shuiguan,
  minisearch: async () => (await import("./minisearch.ts")).minisearch,
  orama: async () => (await import("./orama.ts")).orama,
  flexsearch: async () => (await import("./flexsearch.ts")).flexsearch,
  fts5: async () => (await import("./fts5.ts")).fts5,
} satisfies Record<string, () => Promise<Engine>>;

export type EngineName = keyof typeof engines;
/** Ours first, then the peers. */
export const engineNames = Object.keys(engines) as [EngineName, ...EngineName[]];

export function engineNamed(name: EngineName): Promise<Engine> {
  return engines[name]();
}
