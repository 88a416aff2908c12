import { z } from "zod";

/** The structure OpenAPI 3.1 asks of a document, as far as this project's uses it: what is not listed is not allowed. */

const jsonSchema = z.looseObject({ $ref: z.string().optional() });
const mediaType = z.strictObject({ schema: jsonSchema });
const content = z.partialRecord(
  z.enum(["application/json", "application/problem+json", "application/octet-stream", "application/atom+xml", "text/markdown"]),
  mediaType,
);

const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["query", "path", "header"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: jsonSchema,
});
const headers = z.record(z.string(), z.strictObject({ description: z.string().min(1), schema: jsonSchema }));
const operation = z.strictObject({
  summary: z.string().min(1),
  parameters: z.array(parameter).default([]),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  security: z.array(z.strictObject({ adminToken: z.tuple([]) })).optional(),
  tags: z.array(z.literal("admin")).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), headers: headers.optional(), content: content.optional() }),
  ),
});

export const openApiShape = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string(),
    license: z.strictObject({ name: z.string() }),
  }),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), jsonSchema),
    parameters: z.record(z.string(), z.never()),
    securitySchemes: z.strictObject({
      adminToken: z.strictObject({ type: z.literal("http"), scheme: z.literal("bearer"), description: z.string().min(1) }),
    }),
  }),
  paths: z.record(
    z.string().startsWith("/"),
    z.strictObject({ get: operation.optional(), post: operation.optional(), put: operation.optional(), delete: operation.optional() }),
  ),
  webhooks: z.record(z.string(), z.never()),
});
export type OpenApi = z.infer<typeof openApiShape>;
export type Operation = z.infer<typeof operation>;

const methods = ["get", "post", "put", "delete"] as const;
export type Method = (typeof methods)[number];

/** Every operation with its method and path, in the order of the document. */
export function operationsOf({ paths }: OpenApi): { method: Method; path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const declared = item[method];
      return declared ? [{ method, path, operation: declared }] : [];
    }),
  );
}
