import { DatabaseSync } from "node:sqlite";
import { documentsIn } from "./documents.ts";
import type { Engine } from "./engine.ts";

/** Runs of letters and digits; what is between them is no part of a trigram worth asking for. */
const run = /[\p{L}\p{N}]+/gu;

/** A question as FTS5 must be asked: any of its trigrams. Shorter runs have none. */
function anyTrigram(query: string): string {
  const grams = new Set<string>();
  for (const [text] of query.matchAll(run)) {
    const units = Array.from(text);
    for (let i = 0; i + 3 <= units.length; i++) grams.add(`"${units.slice(i, i + 3).join("")}"`);
  }
  return [...grams].join(" OR ");
}

/**
 * SQLite's full-text index through node:sqlite. Texts are not stored, only what is searched and
 * the ids; positions are kept, for without them and without texts it ranks by chance.
 */
export const fts5: Engine = {
  label: "SQLite FTS5 (trigram)",
  package: null,

  async build(documents, index) {
    const database = new DatabaseSync(index);
    database.exec(`
      PRAGMA journal_mode = OFF;
      CREATE TABLE ids (number INTEGER PRIMARY KEY, id TEXT NOT NULL);
      CREATE VIRTUAL TABLE texts USING fts5(title, text, content='', tokenize='trigram');
      BEGIN`);
    const addId = database.prepare("INSERT INTO ids VALUES (?, ?)");
    const addText = database.prepare("INSERT INTO texts(rowid, title, text) VALUES (?, ?, ?)");
    let number = 0;
    for await (const { id, title, text } of documentsIn(documents)) {
      addId.run(++number, id);
      addText.run(number, title, text);
    }
    database.exec("INSERT INTO texts(texts) VALUES ('optimize'); COMMIT; VACUUM");
    database.close();
  },

  async load(index) {
    const database = new DatabaseSync(index, { readOnly: true });
    const best = database.prepare(`
      SELECT id FROM (SELECT rowid, rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?) AS found
      JOIN ids ON ids.number = found.rowid ORDER BY found.rank`);
    const search = (query: string, k: number) => {
      const asked = anyTrigram(query);
      return asked === "" ? [] : best.all(asked, k).map((row) => String(row["id"]));
    };
    return { search };
  },
};
