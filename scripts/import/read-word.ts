import { unzipSync } from "fflate";
import mammoth from "mammoth";
import { UserError } from "../user-error.ts";
import { readHtml } from "./read-html.ts";
import type { Block, SourceDocument } from "./source-document.ts";

/** Styles by which Chinese and English editions name titles and headings, beside those mammoth knows. */
const styles = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='标题'] => h1:fresh",
  "p[style-name='副标题'] => h2:fresh",
  ...[1, 2, 3, 4, 5, 6].map((n) => `p[style-name='标题 ${n}'] => h${n}:fresh`),
];

/** A .docx as the page it looks like. What Word prints around the text (headers, footers, comments) is left aside and said so. */
export async function readWord(file: string, bytes: Uint8Array): Promise<SourceDocument> {
  const html = await convert(file, bytes);
  const page = readHtml(file, html);
  return { ...page, title: propertyTitle(bytes), blocks: [...page.blocks, ...around(bytes)] };
}

async function convert(file: string, bytes: Uint8Array): Promise<string> {
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: "" }));
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { styleMap: styles, convertImage });
    // A note's way back to its place is an arrow.
    return value.replaceAll("↑", "");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(
      `${file} cannot be read: ${error.message.replace(/\s+/gu, " ")} — open it in Word or WPS and save it again as .docx`,
    );
  }
}

const aroundParts: readonly (readonly [RegExp, string])[] = [
  [/^word\/header\d*\.xml$/u, "header of the printed page"],
  [/^word\/footer\d*\.xml$/u, "footer of the printed page"],
  [/^word\/comments\.xml$/u, "comment in the margin"],
];

function around(bytes: Uint8Array): Block[] {
  const parts = unzipSync(bytes, { filter: ({ name }) => aroundParts.some(([pattern]) => pattern.test(name)) });
  const blocks: Block[] = [];
  for (const [name, part] of Object.entries(parts)) {
    const reason = aroundParts.find(([pattern]) => pattern.test(name))?.[1] ?? "";
    for (const paragraph of new TextDecoder().decode(part).split("</w:p>")) {
      const text = plain([...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu)].map((match) => match[1]).join(""));
      if (text !== "") blocks.push({ kind: "aside", text, reason, place: { unit: "paragraph", number: blocks.length + 1, sheet: name } });
    }
  }
  return blocks;
}

function propertyTitle(bytes: Uint8Array): string | null {
  const { "docProps/core.xml": core } = unzipSync(bytes, { filter: ({ name }) => name === "docProps/core.xml" });
  if (core === undefined) return null;
  return plain(/<dc:title>([^<]*)<\/dc:title>/u.exec(new TextDecoder().decode(core))?.[1] ?? "") || null;
}

function plain(xml: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return xml.replace(/&(amp|lt|gt|quot|apos);/gu, (_, name: string) => named[name] ?? "").trim();
}
