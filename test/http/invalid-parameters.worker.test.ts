import { expect, test } from "vitest";
import { invalidBodies, invalidQueries } from "../cases/invalid-parameters.ts";
import { call, post, readProblem } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

type Named = readonly { in: string; name: string; detail?: string }[];

/** Exactly these parameters are named, each with something to read. */
function expectNamed(errors: Named | undefined, named: Named): void {
  expect(errors).toEqual(named.map((one) => ({ detail: expect.stringMatching(/\S/u), ...one })));
}

test.each(invalidQueries)("GET %.60s is refused and told why", async (path, named) => {
  const { title, errors } = await readProblem(422, call(path));
  expect(title).toBe("Invalid parameters");
  expectNamed(errors, named);
});

test.each(invalidBodies)("POST %s %.60j is refused and told why", async (path, body, named) => {
  const { title, errors } = await readProblem(422, post(path, body));
  expect(title).toBe("Invalid parameters");
  expectNamed(errors, named);
});

test("what was wrong is not sent back", async () => {
  const { errors } = await readProblem(422, post("/v1/ask", { q: "a", at: "<script>alert(1)</script>", region: "13800138000" }));
  expect(JSON.stringify(errors)).not.toMatch(/script|13800138000/u);
});
