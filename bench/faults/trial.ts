import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { tokens } from "../local-server.ts";
import { median } from "../quantile.ts";
import { ask, firstTold } from "./callers.ts";
import { Editor, type Ended } from "./editor.ts";

/** What is done to the server, and what came of it. */
export class Trial {
  /** Version → the figure it was published with. */
  readonly figures = new Map<string, number>();
  readonly liveAfter: number[] = [];
  readonly backAfter: number[] = [];
  readonly runs: number[] = [];
  races = 0;
  refused = 0;
  replaced = 0;
  kills = 0;
  moved = 0;
  readonly unexpected: string[] = [];
  readonly #url: string;
  readonly #editors: readonly [Editor, Editor];
  #figure = 200;

  constructor(url: string, folder: string) {
    this.#url = url;
    this.#editors = [new Editor(join(folder, "li"), url, tokens.李娜), new Editor(join(folder, "wang"), url, tokens.王强)];
  }

  async swap(): Promise<void> {
    const figure = ++this.#figure;
    const started = performance.now();
    const told = firstTold(this.#url, figure);
    this.#note(await this.#editors[0].publish(figure).ended, figure);
    this.liveAfter.push((await told) - started);
    const back = await this.#editors[1].rollBack().ended;
    if (back.code === 0) this.backAfter.push((JSON.parse(back.out) as { ms: number }).ms);
    else this.unexpected.push(back.err);
  }

  async race(): Promise<void> {
    const rivals = this.#editors.map((editor) => ({ editor, figure: ++this.#figure }));
    const ended = await Promise.all(rivals.map(async ({ editor, figure }) => ({ figure, ...(await editor.publish(figure).ended) })));
    this.races++;
    for (const { figure, ...how } of ended) {
      if (/while you were publishing/u.test(how.err)) this.refused++;
      else if (/ replaced it before it was seen/u.test(how.err)) this.replaced++;
      else this.#note(how, figure);
    }
  }

  /** Kills a publication after a share of its run; the one after it must be clean. */
  async kill(share: number): Promise<void> {
    if (this.runs.length === 0) await this.#publish();
    const figure = ++this.#figure;
    const before = await ask(this.#url);
    const { child, ended } = this.#editors[0].publish(figure);
    await wait(share * median(this.runs));
    child.kill("SIGKILL");
    await ended;
    this.kills++;
    const after = await ask(this.#url);
    if (after.version !== before.version) {
      this.moved++;
      this.figures.set(after.version, figure);
    }
    if (after.figure !== (after.version === before.version ? before.figure : figure))
      this.unexpected.push(`after a kill: ${JSON.stringify(after)}`);
    await this.#publish();
  }

  async #publish(): Promise<void> {
    const figure = ++this.#figure;
    this.#note(await this.#editors[0].publish(figure).ended, figure);
  }

  /** A publication that must have succeeded. */
  #note({ code, out, err }: Ended, figure: number): void {
    if (code !== 0) {
      this.unexpected.push(err);
      return;
    }
    const { version, ms } = JSON.parse(out) as { version: string; ms: number };
    this.figures.set(version, figure);
    this.runs.push(ms);
  }
}
