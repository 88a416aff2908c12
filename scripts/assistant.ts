import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Answers, Tasks } from "./assistant-thread.ts";

type Reply = { readonly number: number } & ({ readonly answer: unknown } | { readonly failure: unknown });
type Asked = { readonly resolve: (answer: never) => void; readonly reject: (failure: unknown) => void };

/** A second thread for work that goes on beside the first. */
export class Assistant {
  readonly #worker = new Worker(join(import.meta.dirname, "assistant-thread.ts"));
  readonly #waiting = new Map<number, Asked>();
  #asked = 0;

  constructor() {
    this.#worker.on("message", (reply: Reply) => {
      const asked = this.#waiting.get(reply.number);
      this.#waiting.delete(reply.number);
      if ("failure" in reply) asked?.reject(reply.failure);
      else asked?.resolve(reply.answer as never);
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the second thread has ended")));
  }

  /** @throws what the task threw */
  ask<T extends keyof Tasks>(task: T, given: Tasks[T]): Promise<Answers[T]> {
    return new Promise((resolve, reject) => {
      const number = this.#asked++;
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, task, given });
    });
  }

  async dismiss(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    for (const asked of this.#waiting.values()) asked.reject(error);
    this.#waiting.clear();
  }
}
