import { jsonLines } from "../../scripts/documents.ts";

/** A document as the bench hands it to an engine. */
export type BenchDocument = { readonly id: string; readonly title: string; readonly text: string };

/** The documents of a file that the bench itself wrote, and so need not be validated again. */
export async function* documentsIn(file: string): AsyncGenerator<BenchDocument> {
  for await (const { value } of jsonLines(file)) yield value as BenchDocument;
}
