/**
 * Every kind of mistake a check can find. docs/checks.md explains each to editors, and
 * test/cases/kb-problems.txt shows each at least once; tests hold the three together.
 */
export const problemClasses = [
  // One file by itself.
  "misplaced-file",
  "no-front-matter",
  "yaml",
  "value",
  "unknown-key",
  "bad-date",
  "backwards",
  "tier-order",
  "tier-overlap",
  "tier-gap",
  "repeated-item",
  // What an entry refers to.
  "unknown-department",
  "retired-department",
  "department-name-twice",
  "unknown-region",
  "unknown-entry",
  "supersedes-cycle",
  "duplicate-id",
  // What the day says.
  "future-date",
  "expired",
  "nobody-in-charge",
  "overdue-review",
  // Entries against one another.
  "same-question",
  "similar-question",
  "figure-conflict",
  "handler-conflict",
  // The vocabulary.
  "synonym-cycle",
  "synonym-chain",
  "synonym-ambiguous",
  "synonym-unused",
  "phrase-twice",
  "place-name-twice",
  // Golden questions.
  "golden-twice",
  // What the index says.
  "no-questions",
  "unfindable",
] as const;

export type ProblemClass = (typeof problemClasses)[number];
