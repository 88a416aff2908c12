/** A moment as the clock on the wall shows it: 2026-11-23 17:01:09. */
export function localTime(iso: string | null): string {
  if (iso === null) return "an unknown time";
  const at = new Date(iso);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Who put a version in service, and when. */
export function told({ publishedBy, publishedAt }: { publishedBy: string | null; publishedAt: string | null }): string {
  return publishedBy === null ? "which came with the deployment" : `published by ${publishedBy} at ${localTime(publishedAt)}`;
}
