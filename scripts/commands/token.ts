import { createHash, randomBytes } from "node:crypto";
import { type Role, roles, tokenName } from "../../src/http/admin/tokens.ts";
import { UserError } from "../user-error.ts";

/** Makes a fresh token and prints it, once, with the line by which the Worker will know it. */
export function token(name: string, options: { role: string; expires?: string; json?: boolean }): void {
  if (!tokenName.safeParse(name).success)
    throw new UserError(`"${name}" cannot name a token — letters, digits, "-", "_" and ".", 40 at most, for example li-na`);
  const role = roles.find((r) => r === options.role);
  if (role === undefined) throw new UserError(`--role ${options.role} is not a role — ${roles.join(" or ")}`);
  const secret = `sg_${randomBytes(32).toString("base64url")}`;
  const line = lineFor(name, role, secret, options.expires);
  if (options.json) console.log(JSON.stringify({ name, role, expires: options.expires ?? null, token: secret, line }));
  else
    console.log(`Token of ${name}, ${role}${options.expires ? `, valid through ${options.expires} (UTC)` : ""}. It is shown this once; hand it over safely:

  ${secret}

The Worker keeps only its hash. Add this line to the file you keep the tokens' lines in, for example admin-tokens.txt:

  ${line}

and give the Worker the file, which replaces all earlier tokens:

  deployed   npx wrangler secret put ADMIN_TOKENS < admin-tokens.txt
  locally    in .dev.vars: ADMIN_TOKENS="…" with all lines in one, space between; then start again`);
}

function lineFor(name: string, role: Role, secret: string, expires: string | undefined): string {
  const hash = createHash("sha256").update(secret).digest("hex");
  return [name, role, hash, ...(expires === undefined ? [] : [expires])].join(":");
}
