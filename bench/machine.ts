import { cpus, release, totalmem, type } from "node:os";

/** The machine that figures were measured on, in a line. */
export function machine(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${gigabytes} GB, ${type()} ${release()}, Node ${process.versions.node}`;
}
