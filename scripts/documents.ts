import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { Article } from "../src/kb/entry.ts";
import { UserError } from "./user-error.ts";

const row = z.object({ id: z.string().min(1), title: z.string(), text: z.string() });

/** The rows of a JSON Lines file, gzipped or not, each with its line number. */
export async function* jsonLines(file: string): AsyncGenerator<{ value: unknown; line: number }> {
  if (!existsSync(file)) throw new UserError(`there is no file ${file}`);
  const bytes = createReadStream(file);
  const text = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [bytes, text])
      stream.on("error", (error: Error) => reject(new UserError(`${file}: cannot be read (${error.message})`)));
  });
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (let line = 1; ; line++) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    if (next.value.trim() === "") continue;
    try {
      yield { value: JSON.parse(next.value), line };
    } catch {
      throw new UserError(`${file}:${line}:1 not valid JSON — each line is one object`);
    }
  }
}

/** Plain documents of bulk imports, `{"id", "title", "text"}` a line, as articles; ids must be distinct over all files. */
export async function readArticles(files: readonly string[]): Promise<Article[]> {
  const articles: Article[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    for await (const { value, line } of jsonLines(file)) {
      const parsed = row.safeParse(value);
      if (!parsed.success)
        throw new UserError(
          `${file}:${line}:1 ${z.prettifyError(parsed.error).replaceAll("\n", " ")} — a document is {"id", "title", "text"}`,
        );
      const { id, title, text } = parsed.data;
      const other = seen.get(id);
      if (other !== undefined) throw new UserError(`${file}:${line}:1 duplicate id "${id}", also in ${other} — ids must be distinct`);
      seen.set(id, `${file}:${line}`);
      articles.push({ id, kind: "article", title, body: text });
    }
  }
  return articles;
}
