import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/**
 * *.node.test.ts run in Node, *.worker.test.ts in real workerd with the bindings of wrangler.toml.
 * The pure core keeps no state between files, so Node files share a worker: a minute saved.
 */
export default defineConfig({
  test: {
    // Much of the time is spent waiting for commands and servers.
    maxWorkers: 2,
    projects: [
      { test: { name: "node", include: ["test/**/*.node.test.ts"], testTimeout: 60_000, isolate: false } },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: { MIGRATIONS: await readD1Migrations("src/store/migrations") } },
          })),
        ],
        test: { name: "worker", include: ["test/**/*.worker.test.ts"], testTimeout: 30_000 },
      },
    ],
  },
});
