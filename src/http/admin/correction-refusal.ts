import type { Context } from "hono";
import { formatProblem } from "../../kb/problem.ts";
import { problemResponse } from "../problem.ts";
import { type CorrectionRefusal, mostBytes, mostCorrections } from "./correct.ts";

/** What an editor is told when an entry was not corrected; nothing was changed. */
export function explainRefusal(refusal: CorrectionRefusal): string {
  switch (refusal.reason) {
    case "no_entry":
      return "There is no entry with this id.";
    case "no_correction":
      return "There is no live correction of this entry: it reads as it was published.";
    case "article":
      return "This is a document of a bulk import, not an entry with a file of its own: correct it at its source and publish.";
    case "busy":
      return "Others keep changing the knowledge base at this moment. Nothing was changed; try again.";
    case "unserved":
      return "What is published cannot be served at this moment, so nothing can be corrected on top of it; see the log, or try again.";
    case "precondition_required":
      return "This entry exists: say which state of it you saw. Read it (GET), and send its ETag as If-Match.";
    case "precondition_failed":
      return refusal.tag === null
        ? "There is no such entry any more, or not yet; look before you change it."
        : "Somebody changed this entry after you read it. Nothing was changed; read it again (GET) and make your change to what it says now.";
    case "invalid":
      return "The knowledge base would not be sound with this change; see errors. Nothing was changed.";
    case "too_many":
      return `${refusal.corrections} corrections of ${refusal.bytes} bytes are waiting, and there may be ${mostCorrections} of ${mostBytes} bytes. Nothing was changed; publish first: npm run kb -- pull, then npm run kb -- publish.`;
  }
}

/** A refusal as a problem. */
export function refuseCorrection(c: Context, refusal: CorrectionRefusal) {
  const detail = explainRefusal(refusal);
  if ("tag" in refusal && refusal.tag !== null) c.header("ETag", refusal.tag);
  switch (refusal.reason) {
    case "no_entry":
    case "no_correction":
      return problemResponse(c, 404, detail);
    case "busy":
    case "too_many":
      return problemResponse(c, 409, detail);
    case "article":
      return problemResponse(c, 422, detail);
    case "unserved":
      return problemResponse(c, 503, detail);
    case "precondition_required":
      return problemResponse(c, 428, detail);
    case "precondition_failed":
      return problemResponse(c, 412, detail);
    case "invalid": {
      const errors = refusal.problems.filter((p) => p.severity === "error");
      return problemResponse(
        c,
        422,
        detail,
        errors.map((p) => ({ in: "file", name: `${p.file}:${p.line}:${p.column}`, detail: formatProblem(p) })),
      );
    }
  }
}
