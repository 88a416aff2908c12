import type { Context } from "hono";
import { problemResponse } from "../problem.ts";
import type { Refusal } from "./put-in-service.ts";

/** What a publisher is told when their version was not put in service; each says that nothing changed, and what to do. */
export function explain(refusal: Refusal): string {
  switch (refusal.reason) {
    case "superseded": {
      const { version, publishedBy, publishedAt } = refusal.current;
      return `Meanwhile ${version} is in service, put there by ${publishedBy ?? "the deployment"}${publishedAt ? ` at ${publishedAt}` : ""}. Nothing was changed; look at it before you replace it.`;
    }
    case "not_kept":
      return "This version is not kept. Nothing was changed; GET /v1/admin/versions lists those that are.";
    case "unsound": {
      const { reason, ...details } = refusal.fault;
      if (reason === "missing") return "This version has not been uploaded. Nothing was changed; PUT /v1/admin/snapshots/{version} first.";
      const what = [reason.replaceAll("_", " "), ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join(", ");
      const versions = reason === "unknown_format" || reason === "analyzer_mismatch";
      const remedy = versions
        ? "it was built by another release of the program than this Worker's: deploy and build the same one"
        : "upload it again";
      return `What was uploaded cannot be served (${what}). Nothing was changed; ${remedy}.`;
    }
    case "golden":
      return `${refusal.failures.length} golden questions would be answered wrongly; see errors. Nothing was changed.`;
    case "busy":
      return "Others keep changing the knowledge base at this moment. Nothing was changed; try again.";
  }
}

/** A refusal as a problem. */
export function refuse(c: Context, refusal: Refusal, detail: string) {
  switch (refusal.reason) {
    case "superseded": {
      const { version, publishedBy, publishedAt } = refusal.current;
      return problemResponse(c, 409, detail, undefined, { version, publishedBy, publishedAt });
    }
    case "busy":
      return problemResponse(c, 409, detail);
    case "not_kept":
      return problemResponse(c, 404, detail);
    case "unsound":
      return refusal.fault.reason === "missing" ? problemResponse(c, 404, detail) : problemResponse(c, 422, detail);
    case "golden":
      return problemResponse(
        c,
        422,
        detail,
        refusal.failures.map((f) => ({ in: "golden", name: f.q, detail: f.detail })),
      );
  }
}
