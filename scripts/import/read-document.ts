import { readFileSync, statSync } from "node:fs";
import { UserError } from "../user-error.ts";
import { decodeText } from "./decode-text.ts";
import { fileType } from "./file-type.ts";
import { readCsv } from "./read-csv.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readSheets } from "./read-sheets.ts";
import { readText } from "./read-text.ts";
import { readWord } from "./read-word.ts";
import type { SourceDocument } from "./source-document.ts";

/** One file of an office, whatever its format, as blocks. What cannot be read is refused with the remedy. */
export async function readDocument(file: string): Promise<SourceDocument> {
  const bytes = readBytes(file);
  const document = await read(file, bytes);
  if (document.blocks.some((block) => block.kind !== "aside")) return document;
  throw new UserError(`${file} holds no text — if it is a scan, have its text recognized first`);
}

function readBytes(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError(`there is no file ${file} — check the name`);
  if (!found.isFile()) throw new UserError(`${file} is a folder — name the files in it`);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(
      `${file} cannot be opened (${error instanceof Error ? error.message : String(error)}) — close it elsewhere, check its permissions`,
    );
  }
}

async function read(file: string, bytes: Uint8Array): Promise<SourceDocument> {
  switch (fileType(file, bytes)) {
    case "docx":
      return await readWord(file, bytes);
    case "xlsx":
      return await readSheets(file, bytes);
    case "csv":
      return readCsv(file, decodeText(file, bytes));
    case "md":
      return readMarkdown(file, decodeText(file, bytes));
    case "html":
      return readHtml(file, decodeText(file, bytes, declaredEncoding(bytes)));
    case "txt":
      return readText(file, decodeText(file, bytes));
  }
}

/** What a page says of its own encoding: <meta charset=…>. */
function declaredEncoding(bytes: Uint8Array): string | null {
  return /<meta[^>]+charset=["']?([\w-]+)/iu.exec(Buffer.from(bytes.subarray(0, 2048)).toString("latin1"))?.[1] ?? null;
}
