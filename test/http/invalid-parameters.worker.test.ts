import { describe, expect, test } from "vitest";
import { invalidBodies, invalidQueries } from "../cases/invalid-parameters.ts";
import { call, post, readProblem } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

type Named = readonly { in: string; name: string; detail?: string }[];

/** Exactly these parameters are named, each with something to read. */
function expectNamed(errors: Named | undefined, named: Named): void {
  expect(errors).toEqual(named.map((one) => ({ detail: expect.stringMatching(/\S/u), ...one })));
}

describe("a request with invalid parameters is refused, and each of them is named", () => {
  for (const [path, named] of invalidQueries) {
    test(path.slice(0, 60), async () => {
      const { title, errors } = await readProblem(422, call(path));
      expect(title).toBe("Invalid parameters");
      expectNamed(errors, named);
    });
  }

  for (const [path, body, named] of invalidBodies) {
    test(`${path} ${JSON.stringify(body).slice(0, 60)}`, async () => {
      const { title, errors } = await readProblem(422, post(path, body));
      expect(title).toBe("Invalid parameters");
      expectNamed(errors, named);
    });
  }
});

test("what was wrong is not sent back", async () => {
  const { errors } = await readProblem(422, post("/v1/ask", { q: "a", at: "<script>alert(1)</script>", region: "13800138000" }));
  expect(JSON.stringify(errors)).not.toMatch(/script|13800138000/u);
});
