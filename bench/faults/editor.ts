import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultKb } from "../../scripts/paths.ts";

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

/** An editor with a copy of the knowledge base of their own, who publishes ever new figures of the 95–99 tier. */
export class Editor {
  readonly #folder: string;
  readonly #url: string;
  readonly #token: string;
  readonly #allowance: string;
  readonly #golden: string;

  constructor(folder: string, url: string, token: string) {
    cpSync(defaultKb, folder, { recursive: true });
    this.#folder = folder;
    this.#url = url;
    this.#token = token;
    this.#allowance = readFileSync(this.#path("policies/elderly-allowance.md"), "utf8");
    this.#golden = readFileSync(this.#path("golden.yaml"), "utf8");
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }

  /** Starts to publish a figure. What this folder was published as before is forgotten, so that only what happens meanwhile counts. */
  publish(figure: number): Running {
    const allowance = this.#allowance
      .replace(/(from: 95, to: 99, value: )\d+/u, `$1${figure}`)
      .replace("95–99岁100元", `95–99岁${figure}元`);
    const golden = this.#golden.replace(/^(.*97岁.*)value: 100,(.*)"100"(.*)$/mu, `$1value: ${figure},$2"${figure}"$3`);
    writeFileSync(this.#path("policies/elderly-allowance.md"), allowance);
    writeFileSync(this.#path("golden.yaml"), golden);
    rmSync(this.#path(".published.json"), { force: true });
    return this.#run(["publish", "--kb", this.#folder]);
  }

  rollBack(): Running {
    return this.#run(["rollback"]);
  }

  #run(args: readonly string[]): Running {
    const command = [join(import.meta.dirname, "../../scripts/kb.ts"), ...args, "--url", this.#url, "--json"];
    const child = spawn(process.execPath, command, { env: { ...process.env, KB_TOKEN: this.#token } });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
    const ended = new Promise<Ended>((resolve) => {
      child.on("close", (code) => resolve({ code, out: out.join(""), err: err.join("").trim() }));
    });
    return { child, ended };
  }
}
