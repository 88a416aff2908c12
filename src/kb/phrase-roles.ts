import { normalizeText } from "../text/normalize.ts";
import type { Say } from "./say.ts";

/** A phrase of the vocabulary: what it is read as, where it stands, and what it means, where it means something else. */
export type Listed = { readonly as: string; readonly path: readonly PropertyKey[]; readonly means: readonly string[] | null };

/** Which role each phrase has; reports those that are listed again, in the same role or another. */
export class PhraseRoles {
  readonly #place: (path: readonly PropertyKey[]) => string;
  readonly #say: Say;
  readonly #roles = new Map<string, Listed>();
  /** Names that stand in other files. */
  readonly #reserved = new Map<string, string>();

  constructor(place: (path: readonly PropertyKey[]) => string, say: Say) {
    this.#place = place;
    this.#say = say;
  }

  reserve(name: string, as: string): void {
    if (!this.#reserved.has(normalizeText(name))) this.#reserved.set(normalizeText(name), as);
  }

  /** Takes a role that does not matter where the phrase has another. */
  allow(phrase: string, listed: Listed): void {
    const text = normalizeText(phrase);
    if (!this.#roles.has(text)) this.#roles.set(text, listed);
  }

  claim(phrase: string, listed: Listed): void {
    const text = normalizeText(phrase);
    const reserved = this.#reserved.get(text);
    const known = this.#roles.get(text);
    if (known === undefined) this.#roles.set(text, listed);
    if (reserved !== undefined) {
      const message = `"${phrase}" is the name of ${reserved}, so it is never read as ${listed.as}`;
      this.#say("phrase-twice", listed.path, message, "remove it here", "warning");
    } else if (known !== undefined) this.#report(phrase, known, listed);
  }

  #report(phrase: string, known: Listed, again: Listed): void {
    const where = this.#place(known.path);
    if (known.means !== null && again.means !== null && known.as === again.as && !sameMeaning(known.means, again.means)) {
      const message = `"${phrase}" already means "${known.means.join("、")}" (${where}); only the first is used`;
      const remedy = "keep one of the two, or give all meanings in one list where several are allowed: means: [a, b]";
      this.#say("synonym-ambiguous", again.path, message, remedy);
      return;
    }
    const how = known.as === again.as ? "is listed twice" : `is already read as ${known.as}, so never as ${again.as}`;
    this.#say("phrase-twice", again.path, `"${phrase}" ${how} (${where})`, "remove one of the two", "warning");
  }
}

function sameMeaning(a: readonly string[], b: readonly string[]): boolean {
  return a.map(normalizeText).toSorted().join("\n") === b.map(normalizeText).toSorted().join("\n");
}
