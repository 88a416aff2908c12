import { readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../../scripts/import/decode-text.ts";
import { readDocument } from "../../../scripts/import/read-document.ts";
import { UserError } from "../../../scripts/user-error.ts";
import { folderWith, project } from "../run-kb.ts";

const given = (name: string) => join(project, "test/cases/import", name);

const ole = Buffer.from("d0cf11e0a1b11ae1", "hex");
const docx = readFileSync(given("hotline-posts.docx"));
const refused: [string, string, Uint8Array | string, RegExp][] = [
  ["an empty file", "a.txt", "", /is empty/u],
  ["a text of blanks alone", "a.txt", " \n\n ", /holds no text/u],
  [
    "bytes that are no text",
    "a.txt",
    Buffer.from(Array.from({ length: 2048 }, (_, i) => (i * 37) % 256)),
    /is not text in UTF-8, UTF-16 or GB18030/u,
  ],
  ["an ending nobody knows", "a.pages", "保安", /has no ending that can be imported — use \.docx/u],
  ["a PDF", "a.docx", "%PDF-1.7\n", /is a PDF — open it in Word or WPS and save it as \.docx/u],
  ["an RTF document", "a.docx", "{\\rtf1 }", /is an RTF document/u],
  [
    "a page called .docx",
    "a.docx",
    "<html><body>保安</body></html>",
    /is a web page by its content, not \.docx — rename it to end in \.html/u,
  ],
  ["a text called .xlsx", "a.xlsx", "保安", /is not a \.xlsx file, or it is damaged/u],
  ["a Word file called .xlsx", "a.xlsx", docx, /is a \.docx file by its content — rename it to end in \.docx/u],
  ["a Word file called .txt", "a.txt", docx, /is a \.docx file by its content/u],
  ["a Word file cut short", "a.docx", docx.subarray(0, 4000), /is damaged: it ends too early/u],
  [
    "a Word file with nothing in it",
    "a.docx",
    zipSync({ "word/document.xml": new Uint8Array() }),
    /cannot be read: .* — open it in Word or WPS/u,
  ],
  [
    "a workbook with nothing in it",
    "a.xlsx",
    zipSync({ "xl/workbook.xml": new Uint8Array() }),
    /cannot be read: .* — open it in Excel or WPS/u,
  ],
  ["some other packed file", "a.docx", zipSync({ "a.txt": new Uint8Array([65]) }), /is a packed file, neither \.docx nor \.xlsx/u],
  [
    "an OpenDocument file",
    "a.docx",
    zipSync({ "content.xml": new Uint8Array([65]) }),
    /is an OpenDocument file — open it and save it as \.docx or \.xlsx/u,
  ],
  [
    "an old .doc",
    "a.doc",
    Buffer.concat([ole, Buffer.from("WordDocument", "utf16le")]),
    /is of the old format before 2007 \(\.doc\) — open it and save it as \.docx/u,
  ],
  ["an old .xls", "a.xls", Buffer.concat([ole, Buffer.from("Workbook", "utf16le")]), /\(\.xls\) — open it and save it as \.xlsx/u],
  [
    "a file with a password",
    "a.docx",
    Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]),
    /is protected by a password — open it, remove the password/u,
  ],
  ["a broken CSV", "a.csv", '问题,答复\n"没有收尾,x\n', /a\.csv:\d+ is not CSV: .* — save it again/u],
];

describe("what cannot be read is named with the remedy", () => {
  test.each(refused)("%s", async (_, name, content, says) => {
    const file = join(folderWith({ [name]: content }), name);
    const failure = await readDocument(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: expect.stringMatching(says) });
    expect(failure).toMatchObject({ message: expect.stringMatching(/^\S*a\.[^\n]* — [^\n]+$/u) });
  });

  test("a missing file, a folder, and one too large", async () => {
    const folder = folderWith({ "big.docx": "", "inner/a.txt": "x" });
    truncateSync(join(folder, "big.docx"), 51 * 2 ** 20);
    await expect(readDocument(join(folder, "none.txt"))).rejects.toThrow(/there is no file .*none\.txt — check the name/u);
    await expect(readDocument(join(folder, "inner"))).rejects.toThrow(/inner is a folder — name the files in it/u);
    await expect(readDocument(join(folder, "big.docx"))).rejects.toThrow(/has 51 MB — at most 50 MB: remove the pictures/u);
  });
});

describe("text in the encodings that Chinese offices write", () => {
  const text = "流浪犬由公安局收容。\n第二行，①②③，½。";
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
  const wide = Buffer.from(text, "utf16le");
  const swapped = Buffer.from(wide).swap16();
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), wide])],
    ["UTF-16, big end first, with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
    ["UTF-16 without a mark", wide],
    ["UTF-16, big end first, without a mark", swapped],
  ])("%s", (_, given) => {
    expect(decodeText("a.txt", given)).toBe(text);
  });

  test("GBK and GB18030", () => {
    // 流浪犬 in GBK; 㐀 takes four bytes of GB18030.
    expect(decodeText("a.txt", bytes("c1f7c0cbc8ae"))).toBe("流浪犬");
    expect(decodeText("a.txt", bytes("c1f78139ee39"))).toBe("流㐀");
  });

  test("what a page declares is believed where it is not UTF-8", () => {
    expect(decodeText("a.html", bytes("ac79ae4ea5ca"), "big5")).toBe(new TextDecoder("big5").decode(bytes("ac79ae4ea5ca")));
  });
});
