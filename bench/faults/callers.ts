import { setTimeout as wait } from "node:timers/promises";

/** What a caller was told: the figure of the 95–99 tier, and by which version. */
export type Told = { readonly figure: unknown; readonly version: string };

/** Asks as one caller of many. @throws when there is no answer */
export async function ask(url: string): Promise<Told> {
  const headers = { "CF-Connecting-IP": crypto.randomUUID() };
  const response = await fetch(`${url}/v1/ask?${new URLSearchParams({ q: "97岁老人每月补贴多少" })}`, { headers });
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  const { answer, kb } = (await response.json()) as {
    answer: { figures: { matched: boolean; value: unknown }[] } | null;
    kb: { version: string };
  };
  return { figure: answer?.figures.find((f) => f.matched)?.value ?? null, version: kb.version };
}

/** When a figure is first told, as performance.now() has it; NaN: not within two minutes. */
export async function firstTold(url: string, figure: number): Promise<number> {
  const patience = performance.now() + 120_000;
  while (performance.now() < patience) {
    if ((await ask(url)).figure === figure) return performance.now();
    await wait(25);
  }
  return Number.NaN;
}

/** Callers who ask at a steady pace, whatever becomes of it, until they hang up. */
export class Callers {
  readonly answers: Told[] = [];
  readonly failed: string[] = [];
  readonly #calls = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;

  constructor(url: string, perSecond: number) {
    this.#timer = setInterval(() => {
      const call = this.#ask(url).finally(() => this.#calls.delete(call));
      this.#calls.add(call);
    }, 1000 / perSecond);
  }

  async #ask(url: string): Promise<void> {
    try {
      this.answers.push(await ask(url));
    } catch (error) {
      this.failed.push(String(error));
    }
  }

  async hangUp(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#calls);
  }
}
