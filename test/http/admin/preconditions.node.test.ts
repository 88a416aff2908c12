import { expect, test } from "vitest";
import { holds } from "../../../src/http/admin/preconditions.ts";

const tag = '"0123456789abcdef"';

test.each([
  [{}, null, true],
  [{}, tag, "precondition_required"],
  [{ ifMatch: tag }, tag, true],
  [{ ifMatch: "*" }, tag, true],
  [{ ifMatch: ` "x" ,${tag} ` }, tag, true],
  [{ ifMatch: tag }, null, "precondition_failed"],
  [{ ifMatch: "*" }, null, "precondition_failed"],
  [{ ifMatch: '"x"' }, tag, "precondition_failed"],
  [{ ifMatch: `W/${tag}` }, tag, "precondition_failed"],
  [{ ifMatch: "" }, tag, "precondition_failed"],
  [{ ifMatch: tag.replaceAll('"', "") }, tag, "precondition_failed"],
  [{ ifNoneMatch: "*" }, null, true],
  [{ ifNoneMatch: "*" }, tag, "precondition_failed"],
  [{ ifMatch: tag, ifNoneMatch: '"x"' }, tag, true],
] as const)("%j with the tag %j: %s", (conditions, current, expected) => expect(holds(conditions, current)).toBe(expected));
