import { isLoneNumber } from "./line-queue.ts";
import { joinSpans, type Span, sliceSpan } from "./span.ts";

type Stripped = { readonly rest: Span | null; readonly number: Span | null; readonly reason: string };

/** Numbers of printed pages, left in a text by whoever copied it out: alone on a line, or in the middle of one. */
export class PageNumbers {
  #page = 0;

  /** A part of a collection counts its pages anew. */
  restart(): void {
    this.#page = 0;
  }

  /** A line without its page number; `isItem` says that a number at its start belongs to a list. */
  strip(span: Span, isItem: boolean): Stripped {
    if (isLoneNumber(span.text)) {
      this.#page = Number(span.text);
      return { rest: null, number: span, reason: "a number standing alone: a page number" };
    }
    const place = this.#page === 0 ? "^" : "(?:^|(?<=[\\p{Script=Han}，。；：、）,;:)]))";
    const found = new RegExp(`${place}${this.#page + 1} (?=[\\p{Script=Han}（(])`, "u").exec(span.text);
    if (found === null || (found.index === 0 && isItem)) return { rest: span, number: null, reason: "" };
    this.#page++;
    const end = found.index + found[0].length;
    const rest = joinSpans(sliceSpan(span, 0, found.index), sliceSpan(span, end));
    return { rest, number: sliceSpan(span, found.index, end), reason: "a page number inside the text" };
  }
}
