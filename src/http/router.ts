import { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "hono";
import { invalidParameters, problemResponse } from "./problem.ts";

/** A router whose validation failures are 422 problems that name each parameter. */
export function createRouter<E extends Env>(): OpenAPIHono<E> {
  return new OpenAPIHono<E>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      return problemResponse(c, 422, "The request has invalid parameters; see errors.", invalidParameters(result.target, result.error));
    },
  });
}
