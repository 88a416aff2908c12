import { createHash } from "node:crypto";
import type { z } from "zod";
import { corrected, corrections, entryFile } from "../src/http/admin/correction-schemas.ts";
import { inServiceResponse, insightsResponse, uploadResponse, versionsResponse } from "../src/http/admin/schemas.ts";
import { askResponse, problem } from "../src/http/schemas.ts";
import { UserError } from "./user-error.ts";

type Problem = z.infer<typeof problem>;
export type Versions = z.infer<typeof versionsResponse>;
export type Insights = z.infer<typeof insightsResponse>;
export type InService = z.infer<typeof inServiceResponse>;
export type Answered = z.infer<typeof askResponse>;
export type Corrections = z.infer<typeof corrections>;
export type EntryFile = z.infer<typeof entryFile>;
export type Corrected = z.infer<typeof corrected>;
type Call = {
  readonly method?: string;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly headers?: Record<string, string>;
  readonly seconds?: number;
};

/** The server could not be asked, or its answer was lost on the way. What was asked for may have been done. */
export class Unreachable extends UserError {}

/** A server as an editor's programs see it. Everything that can go wrong is said in plain words, with what to do. */
export class Remote {
  readonly url: string;
  readonly #token: string;

  /** @param token without one nothing can be asked that takes one */
  constructor(url: string, token: string | undefined) {
    const parsed = URL.parse(url);
    if (parsed === null || !/^https?:$/u.test(parsed.protocol))
      throw new UserError(`--url ${url} is not a web address — write it whole, for example https://shuiguan.example.workers.dev`);
    this.url = `${parsed.origin}${parsed.pathname.replace(/\/+$/u, "")}`;
    if (token === undefined || !/^[\x21-\x7e]+$/u.test(token))
      throw new UserError(
        "no admin token — set KB_TOKEN or give --token; whoever runs the server can make one: npm run kb -- token --help",
      );
    this.#token = token;
  }

  async versions(): Promise<Versions> {
    return await this.#expect(versionsResponse, await this.#call("/v1/admin/versions"));
  }

  /** The bytes of a version that is in service or kept. */
  async snapshot(version: string): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.#call(`/v1/admin/snapshots/${version}`, { seconds: 600 });
    if (!response.ok) throw new UserError(this.#complaint(response, problem.safeParse(await json(response)).data));
    return new Uint8Array(await response.arrayBuffer());
  }

  /** What was not answered, the most asked first. */
  async insights(query: { days: number; limit: number; group?: string }): Promise<Insights> {
    const given = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
    return await this.#expect(insightsResponse, await this.#call(`/v1/admin/insights?${new URLSearchParams(given)}`));
  }

  async upload(version: string, file: Uint8Array<ArrayBuffer>): Promise<void> {
    const digest = createHash("sha256").update(file).digest("base64");
    const headers = { "Content-Type": "application/octet-stream", "Repr-Digest": `sha-256=:${digest}:` };
    const response = await this.#call(`/v1/admin/snapshots/${version}`, { method: "PUT", body: file, headers, seconds: 600 });
    await this.#expect(uploadResponse, response);
  }

  /** Puts a version in service. A refusal that names who was faster, or what is wrong with the version, is an answer. */
  async move(to: "pointer" | "rollback", order: object): Promise<InService | { refused: Problem }> {
    const headers = { "Content-Type": "application/json" };
    const response = await this.#call(`/v1/admin/${to}`, { method: "POST", body: JSON.stringify(order), headers, seconds: 120 });
    const refused = [404, 409, 422].includes(response.status) ? problem.safeParse(await json(response.clone())).data : undefined;
    return refused ? { refused } : await this.#expect(inServiceResponse, response);
  }

  async corrections(): Promise<Corrections> {
    return await this.#expect(corrections, await this.#call("/v1/admin/corrections"));
  }

  /** An entry's file as it is served, and its tag; null: there is no such entry. */
  async entry(id: string): Promise<EntryFile | null> {
    const response = await this.#call(`/v1/admin/entries/${id}`);
    return response.status === 404 ? null : await this.#expect(entryFile, response);
  }

  /** Corrects an entry live: its file, or null to delete it. `tag`: of what is to be replaced. */
  async correct(id: string, file: string | null, tag: string | null): Promise<Corrected | { refused: Problem }> {
    const condition = tag === null ? { "If-None-Match": "*" } : { "If-Match": tag };
    const body = file === null ? {} : { body: file };
    const headers = { "Content-Type": "text/markdown", ...condition };
    return await this.#change(await this.#call(`/v1/admin/entries/${id}`, { method: file === null ? "DELETE" : "PUT", headers, ...body }));
  }

  /** Takes a live correction back. `tag`: of what is to be taken back; null: a deletion is. */
  async revert(id: string, tag: string | null): Promise<Corrected | { refused: Problem }> {
    const headers = tag === null ? {} : { "If-Match": tag };
    return await this.#change(await this.#call(`/v1/admin/corrections/${id}`, { method: "DELETE", headers: { ...headers } }));
  }

  async #change(response: Response): Promise<Corrected | { refused: Problem }> {
    const refused = [404, 409, 412, 413, 422].includes(response.status) ? problem.safeParse(await json(response.clone())).data : undefined;
    return refused ? { refused } : await this.#expect(corrected, response);
  }

  /** Asks as anybody would. */
  async ask(question: { q: string; at?: string | undefined; region?: string | undefined }): Promise<Answered> {
    const given = Object.entries(question).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return await this.#expect(askResponse, await this.#call(`/v1/ask?${new URLSearchParams(given)}`));
  }

  async #call(path: string, { method = "GET", body, headers, seconds = 30 }: Call = {}): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: { ...(path.startsWith("/v1/admin/") ? { Authorization: `Bearer ${this.#token}` } : {}), ...headers },
        redirect: "manual",
        signal: AbortSignal.timeout(seconds * 1000),
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      throw new Unreachable(`${this.url} ${whyUnreachable(error, seconds)}`);
    }
  }

  async #expect<S extends z.ZodType>(schema: S, response: Response): Promise<z.infer<S>> {
    const value = await json(response);
    if (response.ok) {
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
    }
    throw new UserError(this.#complaint(response, problem.safeParse(value).data));
  }

  #complaint({ status, headers }: Response, told: Problem | undefined): string {
    const location = headers.get("Location");
    if (status >= 300 && status < 400)
      return `${this.url} sends elsewhere${location ? `, to ${location}` : ""} — give that address with --url`;
    if (told === undefined) return `${this.url} answers, but not as this program's server does (status ${status}) — check --url`;
    const remedies: Record<number, string> = {
      401: "the token is mistyped, has expired or is not known there (KB_TOKEN or --token); whoever runs the server can make one: npm run kb -- token --help",
      403: "ask whoever runs the server for a token with that role",
      404: "check --url, and that the server runs this release of the program",
      429: "wait a minute",
    };
    const remedy = remedies[status];
    return `${this.url} refuses (${status}): ${told.detail}${remedy === undefined ? "" : ` — ${remedy}`}`;
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function whyUnreachable(error: unknown, seconds: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `did not answer within ${seconds} seconds — try again`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ECONNREFUSED") return "cannot be reached: nothing listens there — is the server running, and is --url right?";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "cannot be reached: there is no such server — check --url and your network";
  return `broke off the connection (${code || String(cause)}) — try again`;
}
