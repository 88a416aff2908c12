import { z } from "zod";

/** What a token may do; each role may all that those before it may. */
export const roles = ["editor", "publisher"] as const;
export type Role = (typeof roles)[number];

/** A token as the Worker knows it: never itself, only its hash. */
export type AdminToken = {
  /** Of the person or program that holds it; every change is recorded under it. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token. */
  readonly hash: Uint8Array<ArrayBuffer>;
  /** Milliseconds since the epoch from which on it is refused. */
  readonly until: number;
};

const remedy = "write NAME:ROLE:HASH or NAME:ROLE:HASH:YYYY-MM-DD as `npm run kb -- token` prints it, with space between tokens";
export const tokenName = z.string().regex(/^[\p{L}\p{N}._-]{1,40}$/u);
const dayInMilliseconds = 86_400_000;

/** One token: `NAME:ROLE:HASH`, and the last day (in UTC) on which it holds, if it has one. */
const line = z.tuple([tokenName, z.enum(roles), z.string().regex(/^[0-9a-f]{64}$/), z.iso.date().optional()]);

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../gu) ?? [], (digits) => Number.parseInt(digits, 16));
}

/**
 * The secret ADMIN_TOKENS: tokens with space or line breaks between. None: admin is off.
 * Messages say which token is wrong and never what it reads: it is a secret.
 */
export const adminTokens = z
  .string({ error: "ADMIN_TOKENS: a text, tokens separated by space" })
  .default("")
  .transform((text, context) => {
    const tokens: AdminToken[] = [];
    const words = text.split(/\s+/u).filter((word) => word !== "");
    for (const [i, word] of words.entries()) {
      const parsed = line.safeParse(word.split(":"));
      const [name, role, hash, day] = parsed.data ?? [];
      const named = tokens.some((t) => t.name === name);
      if (name === undefined || role === undefined || hash === undefined || named) {
        const fault = named ? "has the name of another; records must tell them apart" : "cannot be read";
        context.addIssue({ code: "custom", message: `ADMIN_TOKENS: token ${i + 1} ${fault} — ${remedy}` });
        continue;
      }
      const until = day === undefined ? Number.POSITIVE_INFINITY : Date.parse(day) + dayInMilliseconds;
      tokens.push({ name, role, hash: bytesOf(hash), until });
    }
    return tokens;
  });
