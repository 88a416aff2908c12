import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";
import { madeOnce } from "./remembered.ts";

/** The words for what people want to know of a matter: 材料, 利率. */
export const aspectsOf = madeOnce(
  ({ vocabulary }: Searchable): ReadonlySet<string> => new Set((vocabulary.aspects as readonly string[] | undefined)?.map(normalizeText)),
);
