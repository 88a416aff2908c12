/// <reference types="@cloudflare/vitest-plugin/types" />

/** The Worker and its bindings as wrangler.toml names them, for *.worker.test.ts. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("../src/worker.ts");
  }
  interface Env {
    SNAPSHOTS: R2Bucket;
    DB: D1Database;
    RATE_LIMIT: RateLimit;
    /** Given by vitest.config.ts. */
    MIGRATIONS: import("@cloudflare/vitest-plugin").D1Migration[];
    ADMIN_RATE_LIMIT: RateLimit;
    ALLOWED_ORIGINS: string;
  }
}
