import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { jsonLines } from "../../scripts/documents.ts";
import { UserError } from "../../scripts/user-error.ts";
import { documentAt, knownItems } from "../grammar.ts";
import { sample } from "./sample.ts";

/** Documents and questions in files, JSON Lines, gzipped or not. */
export type Corpus = { readonly name: string; readonly documents: string; readonly questions: string };
/** A corpus cut to a size; `judged`: how many of the questions have an answer in it. */
export type Cut = Corpus & { readonly size: number; readonly judged: number };

const documentRow = z.object({ id: z.string().min(1), title: z.string(), text: z.string() });
const shapeOfDocument = '{"id", "title", "text"}';
const questionRow = z.object({ query: z.string().min(1), relevant: z.array(z.string()).default([]) });
/** A question as the measuring process reads it; without `relevant` ids it serves for speed alone. */
export type BenchQuestion = z.infer<typeof questionRow>;

/** Every `NAME.docs.jsonl` (or .gz) of a folder that has questions beside it. */
export function corporaIn(folder: string): Corpus[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.flatMap((file) => {
    const [, name, ending] = /^(.+)\.docs(\.jsonl(?:\.gz)?)$/u.exec(file) ?? [];
    const questions = `${name}.queries${ending}`;
    return name !== undefined && names.includes(questions)
      ? { name, documents: join(folder, file), questions: join(folder, questions) }
      : [];
  });
}

/** A corpus nobody wrote: sentences of a seeded grammar, and questions with known answers. */
export async function generated(size: number, seed: number, folder: string): Promise<Corpus> {
  const corpus = { name: "generated", documents: join(folder, "generated.docs.jsonl"), questions: join(folder, "generated.queries.jsonl") };
  await write(corpus.documents, function* () {
    for (let number = 0; number < size; number++) yield documentAt(number, seed);
  });
  await write(corpus.questions, () => knownItems(Math.min(1200, size), size, seed));
  return corpus;
}

/** Documents nobody asked about: the titles of up to a thousand of them are the questions, each to find its own. */
export async function askedByTitle(name: string, documents: string, folder: string): Promise<Corpus> {
  const titled: BenchQuestion[] = [];
  for await (const { id, title, text } of parsed(documents, documentRow, shapeOfDocument)) {
    titled.push({ query: title.trim() || text.slice(0, 20), relevant: [id] });
  }
  const chosen = sample(
    titled.map((_, i) => String(i)),
    [],
    1000,
  );
  const questions = join(folder, `${name}.queries.jsonl`);
  await write(questions, () => chosen.flatMap((i) => titled[i] ?? []));
  return { name, documents, questions };
}

/**
 * A corpus cut to `size` documents (null: all), written to plain files that processes read alike.
 * @throws UserError where a line is not a document or not a question
 */
export async function cut(corpus: Corpus, size: number | null, folder: string): Promise<Cut> {
  const questions = await rows(corpus.questions, questionRow, '{"query"} or {"query", "relevant": [ids]}');
  const ids: string[] = [];
  for await (const { id } of parsed(corpus.documents, documentRow, shapeOfDocument)) ids.push(id);
  const asked = questions.flatMap((q) => q.relevant);
  const chosen = sample(ids, asked, size ?? ids.length);
  const kept = new Set(chosen.map((i) => ids[i]));
  const known = questions.map((q) => ({ query: q.query, relevant: q.relevant.filter((id) => kept.has(id)) }));
  const name = join(folder, `${corpus.name}-${chosen.length}`);
  const files = { documents: `${name}.docs.jsonl`, questions: `${name}.queries.jsonl` };
  await write(files.documents, async function* () {
    for await (const document of parsed(corpus.documents, documentRow, shapeOfDocument)) if (kept.has(document.id)) yield document;
  });
  await write(files.questions, () => known);
  return { name: corpus.name, ...files, size: chosen.length, judged: known.filter((q) => q.relevant.length > 0).length };
}

async function* parsed<S extends z.ZodType>(file: string, schema: S, shape: string): AsyncGenerator<z.infer<S>> {
  for await (const { value, line } of jsonLines(file)) {
    const row = schema.safeParse(value);
    if (!row.success) throw new UserError(`${file}:${line}:1 not of the expected form — each line is ${shape}`);
    yield row.data;
  }
}

async function rows<S extends z.ZodType>(file: string, schema: S, shape: string): Promise<z.infer<S>[]> {
  const all: z.infer<S>[] = [];
  for await (const row of parsed(file, schema, shape)) all.push(row);
  return all;
}

async function write(file: string, values: () => Iterable<unknown> | AsyncIterable<unknown>): Promise<void> {
  const lines = async function* () {
    for await (const value of values()) yield `${JSON.stringify(value)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}
