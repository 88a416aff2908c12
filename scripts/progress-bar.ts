import { SingleBar } from "cli-progress";

/** A bar on standard error for one stage of long work after the other: share, rate, time left. */
export class ProgressBar {
  readonly #shown: boolean;
  #bar: SingleBar | null = null;
  #stage = "";

  constructor(shown: boolean) {
    this.#shown = shown;
  }

  /** @returns what the stage calls as it goes on; its first call ends the stage before */
  stage(name: string, unit: string): (done: number, total: number) => void {
    let started = 0;
    return (done, total) => {
      if (!this.#shown) return;
      if (this.#stage !== name) {
        this.stop();
        this.#stage = name;
        started = performance.now();
        this.#bar = new SingleBar({
          format: `${name.padEnd(8)} {bar} {percentage}% {rate}/s, {eta_formatted} left`,
          stream: process.stderr,
          noTTYOutput: false,
        });
        this.#bar.start(total, done, { rate: "" });
      }
      const perSecond = (done * 1000) / Math.max(1, performance.now() - started);
      this.#bar?.update(done, { rate: unit === "B" ? `${(perSecond / 1e6).toFixed(1)} MB` : `${Math.round(perSecond)} ${unit}` });
    };
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
}
