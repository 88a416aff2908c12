import type { DepartmentRegistry } from "../../src/kb/departments.ts";

/** What a passage's surroundings say of it. */
export type Context = {
  readonly registry: DepartmentRegistry;
  /** Titles of the headings above, the nearest last. */
  readonly under: readonly string[];
  /** Some heading above speaks of duties: names of posts below are headings, too. */
  readonly duties: boolean;
  /** Some heading above announces questions to be answered. */
  readonly quiz: boolean;
  /** The body whose posts these are, as a heading above or before names it. */
  readonly organization: string | null;
  /** What the file calls itself. */
  readonly document: string;
};
