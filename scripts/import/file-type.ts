import { unzipSync } from "fflate";
import { UserError } from "../user-error.ts";

export type FileType = "docx" | "xlsx" | "csv" | "txt" | "md" | "html";

/** What the reader of a zipped format needs to know before it unpacks anything. */
type Parts = { readonly names: readonly string[]; readonly bytes: number };

const extensions: Readonly<Record<string, FileType>> = {
  docx: "docx",
  xlsx: "xlsx",
  csv: "csv",
  txt: "txt",
  text: "txt",
  md: "md",
  markdown: "md",
  html: "html",
  htm: "html",
};
/** An office document of this size is a scan or a picture book, and holds its text as pictures. */
const mostBytes = 50 * 2 ** 20;
/** What a file may unpack to. */
const mostUnpacked = 400 * 2 ** 20;

/**
 * What a file is, judged by its content; the name must agree with it.
 * Everything that cannot be imported is refused here with what to do about it.
 */
export function fileType(file: string, bytes: Uint8Array): FileType {
  if (bytes.length === 0) throw new UserError(`${file} is empty — choose the file that holds the text`);
  if (bytes.length > mostBytes) {
    throw new UserError(
      `${file} has ${Math.round(bytes.length / 2 ** 20)} MB — at most ${mostBytes / 2 ** 20} MB: remove the pictures, or cut it into parts`,
    );
  }
  const named = extensions[/\.([^./\\]+)$/u.exec(file)?.[1]?.toLowerCase() ?? ""];
  refuseForeign(file, bytes);
  const zipped = startsWith(bytes, "PK\u0003\u0004") ? zippedType(file, bytes) : null;
  if (zipped !== null) {
    if (named === zipped) return zipped;
    throw new UserError(`${file} is a .${zipped} file by its content — rename it to end in .${zipped}`);
  }
  if (named === undefined) {
    throw new UserError(
      `${file} has no ending that can be imported — use ${Object.keys(extensions)
        .map((e) => `.${e}`)
        .join(", ")}`,
    );
  }
  if (named === "docx" || named === "xlsx") {
    const program = named === "docx" ? "Word or WPS" : "Excel or WPS";
    if (looksLikeHtml(bytes)) throw new UserError(`${file} is a web page by its content, not .${named} — rename it to end in .html`);
    throw new UserError(`${file} is not a .${named} file, or it is damaged — open it in ${program} and save it again as .${named}`);
  }
  return named;
}

function refuseForeign(file: string, bytes: Uint8Array): void {
  if (startsWith(bytes, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
    if (holdsWide(bytes, "EncryptedPackage")) {
      throw new UserError(`${file} is protected by a password — open it, remove the password (文件 › 信息 › 保护文档) and save it again`);
    }
    const sheet = holdsWide(bytes, "Workbook") || holdsWide(bytes, "Book");
    throw new UserError(
      `${file} is of the old format before 2007 (${sheet ? ".xls" : ".doc"}) — open it and save it as ${sheet ? ".xlsx" : ".docx"}`,
    );
  }
  if (startsWith(bytes, "%PDF")) {
    throw new UserError(`${file} is a PDF — open it in Word or WPS and save it as .docx, or copy its text into a .txt file`);
  }
  if (startsWith(bytes, "{\\rtf")) throw new UserError(`${file} is an RTF document — open it in Word or WPS and save it as .docx`);
}

function zippedType(file: string, bytes: Uint8Array): "docx" | "xlsx" {
  const { names, bytes: unpacked } = partsOf(file, bytes);
  if (unpacked > mostUnpacked) {
    throw new UserError(`${file} unpacks to ${Math.round(unpacked / 2 ** 20)} MB — remove its pictures, or cut it into parts`);
  }
  if (names.some((name) => name === "word/document.xml" || /^word\/document\d*\.xml$/u.test(name))) return "docx";
  if (names.includes("xl/workbook.xml")) return "xlsx";
  if (names.includes("content.xml")) throw new UserError(`${file} is an OpenDocument file — open it and save it as .docx or .xlsx`);
  throw new UserError(`${file} is a packed file, neither .docx nor .xlsx — unpack it, or save the document as .docx or .xlsx`);
}

/** Names and unpacked size of a zip file's parts, read from its directory: nothing is unpacked. */
function partsOf(file: string, bytes: Uint8Array): Parts {
  const names: string[] = [];
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        size += originalSize;
        return false;
      },
    });
  } catch {
    throw new UserError(`${file} is damaged: it ends too early — fetch it again, or open it in its program and save it again`);
  }
  return { names, bytes: size };
}

function startsWith(bytes: Uint8Array, head: string): boolean {
  return [...head].every((character, i) => bytes[i] === character.charCodeAt(0));
}

/** Names in an old office file's directory are UTF-16. */
function holdsWide(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, "utf16le"));
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  return /<(?:!doctype\s+html|html|head|body|table|meta)\b/iu.test(Buffer.from(bytes.subarray(0, 2048)).toString("latin1"));
}
