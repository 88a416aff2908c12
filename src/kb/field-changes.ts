import type { Entry } from "./entry.ts";

/** One field that two versions of an entry have differently; null: one of them has it not. Lists of texts show what went and what came. */
export type FieldChange = { readonly path: string; readonly from: unknown; readonly to: unknown };

/** What changed from one version of an entry to another, field by field, in the order of the fields; null: there is no such version. */
export function fieldChanges(from: Entry | null, to: Entry | null): FieldChange[] {
  const { id: _, kind: __, ...before } = from ?? { id: "", kind: "" };
  const { id: ___, kind: ____, ...after } = to ?? { id: "", kind: "" };
  return changes("", before, after);
}

function changes(path: string, from: unknown, to: unknown): FieldChange[] {
  if (isFields(from) && isFields(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => changes(path === "" ? key : `${path}.${key}`, from[key], to[key]));
  }
  if (isTexts(from ?? []) && isTexts(to ?? []) && (Array.isArray(from) || Array.isArray(to)))
    return listChange(path, texts(from), texts(to));
  if (Array.isArray(from) && Array.isArray(to)) {
    const longest = from.length >= to.length ? from : to;
    return longest.flatMap((_, i) => changes(`${path}.${i}`, from[i], to[i]));
  }
  if (JSON.stringify(from) === JSON.stringify(to) || (isNothing(from) && isNothing(to))) return [];
  return [{ path, from: from ?? null, to: to ?? null }];
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (isFields(value) && Object.keys(value).length === 0);
}

function listChange(path: string, from: readonly string[], to: readonly string[]): FieldChange[] {
  const gone = from.filter((text) => !to.includes(text));
  const come = to.filter((text) => !from.includes(text));
  if (gone.length + come.length > 0) return [{ path, from: gone, to: come }];
  // The same texts in another order, or as often as before no more.
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** tables.0.tiers.1.value: 100 → 120 */
export function changeInWords({ path, from, to }: FieldChange): string {
  const said = (value: unknown) => (value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value));
  return `${path}: ${said(from)} → ${said(to)}`;
}
