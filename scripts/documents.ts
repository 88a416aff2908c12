import { createReadStream, existsSync, statSync } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { Article, Entry } from "../src/kb/entry.ts";
import { explainIssues } from "../src/kb/explain-issue.ts";
import { UserError } from "./user-error.ts";

const row = z.object({ id: z.string().min(1), title: z.string(), text: z.string() });
/** Bytes of the files read so far, of all their bytes (as they are on disk). */
export type ReadProgress = (done: number, total: number) => void;

/** The rows of a JSON Lines file, gzipped or not, each with its line number. `read`: told how many of its bytes have been read. */
export async function* jsonLines(file: string, read: (bytes: number) => void = () => {}): AsyncGenerator<{ value: unknown; line: number }> {
  if (!existsSync(file)) throw new UserError(`there is no file ${file}`);
  let line = 0;
  for await (const text of linesOf(file, read)) {
    line++;
    if (text.trim() !== "") yield { value: parseRow(text, `${file}:${line}:1`), line };
  }
}

/** Lines end in a line feed and nothing else: Node's readline would also cut a JSON string at U+2028. */
async function* linesOf(file: string, read: (bytes: number) => void): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const text = file.endsWith(".gz") ? pipeline(bytes, createGunzip(), () => {}) : bytes;
  let rest = "";
  try {
    for await (const chunk of text.setEncoding("utf8")) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      read(bytes.bytesRead);
      yield* lines;
    }
  } catch (error) {
    throw new UserError(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  yield rest;
}

function parseRow(text: string, place: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch {
    throw new UserError(`${place} not valid JSON — each line is one object`);
  }
}

/**
 * Plain documents of bulk imports, `{"id", "title", "text"}` a line, as articles, one after the other.
 * Ids must be distinct over all files and from those of the entries they stand beside.
 */
export async function* readArticles(
  files: readonly string[],
  beside: readonly Entry[] = [],
  progress: ReadProgress = () => {},
): AsyncGenerator<Article> {
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  const seen = new Map(beside.map(({ id }) => [id, "the knowledge base"]));
  for (const [i, file] of files.entries()) {
    for await (const { value, line } of jsonLines(file, (bytes) => progress(before + bytes, total))) {
      const parsed = row.safeParse(value);
      if (!parsed.success)
        throw new UserError(
          explainIssues(parsed.error, value, row, "the line")
            .map(({ message }) => `${file}:${line}:1 ${message} — a document is {"id", "title", "text"}`)
            .join("\n"),
        );
      const { id, title, text } = parsed.data;
      const other = seen.get(id);
      if (other !== undefined) throw new UserError(`${file}:${line}:1 duplicate id "${id}", also in ${other} — ids must be distinct`);
      seen.set(id, `${file}:${line}`);
      yield { id, kind: "article", title, body: text };
    }
    before += sizes[i] ?? 0;
  }
}
