import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../bench/local-server.ts";
import { Remote } from "../../scripts/remote.ts";
import { UserError } from "../../scripts/user-error.ts";

/** A web server that always says the same; null: one that hangs up. */
async function serverOf(status: number | null, headers: Record<string, string> = {}, body = ""): Promise<string> {
  const server = createServer((request, response) => (status === null ? request.destroy() : response.writeHead(status, headers).end(body)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const problem = (status: number, detail: string) => JSON.stringify({ type: "about:blank", title: "", status, detail });

test.each([
  [
    "nothing listens",
    async () => `http://127.0.0.1:${await freePort()}`,
    "cannot be reached: nothing listens there — is the server running, and is --url right?",
  ],
  [
    "there is no such server",
    async () => "http://shuiguan.invalid",
    "cannot be reached: there is no such server — check --url and your network",
  ],
  ["it hangs up", () => serverOf(null), "broke off the connection"],
  [
    "it is another web site",
    () => serverOf(200, { "Content-Type": "text/html" }, "<html>"),
    "answers, but not as this program's server does (status 200) — check --url",
  ],
  [
    "it is another API",
    () => serverOf(200, {}, '{"versions":[]}'),
    "answers, but not as this program's server does (status 200) — check --url",
  ],
  ["there is nothing", () => serverOf(404), "answers, but not as this program's server does (status 404) — check --url"],
  [
    "it has moved",
    () => serverOf(301, { Location: "https://x.example/" }),
    "sends elsewhere, to https://x.example/ — give that address with --url",
  ],
  [
    "it is an older release",
    () => serverOf(404, {}, problem(404, "There is nothing.")),
    "refuses (404): There is nothing. — check --url, and that the server runs this release of the program",
  ],
  [
    "the token is refused",
    () => serverOf(401, {}, problem(401, "No.")),
    "refuses (401): No. — the token is mistyped, has expired or is not known there",
  ],
  [
    "the role does not suffice",
    () => serverOf(403, {}, problem(403, "No.")),
    "refuses (403): No. — ask whoever runs the server for a token with that role",
  ],
  ["it was too often", () => serverOf(429, {}, problem(429, "No.")), "refuses (429): No. — wait a minute"],
  ["something is wrong there", () => serverOf(503, {}, problem(503, "R2 is away.")), "refuses (503): R2 is away."],
])("where %s, that is said, and what to do", async (_, serve, says) => {
  const url = await serve();
  const asked = new Remote(url, "sg_token").versions();
  await expect(asked).rejects.toThrow(UserError);
  await expect(asked).rejects.toThrow(`${url} ${says}`);
});

test.each(["shuiguan.example", "", "ftp://x.example", "javascript:alert(1)", "http://"])("%j is no address of a server", (url) => {
  expect(() => new Remote(url, "sg_token")).toThrow(`--url ${url} is not a web address`);
});

test("an address may have a path, and a slash behind it", () => {
  expect(new Remote("https://x.example/kb/", "t").url).toBe("https://x.example/kb");
  expect(new Remote("http://127.0.0.1:8787", "t").url).toBe("http://127.0.0.1:8787");
});

test.each([undefined, "", "two words", "换行\n"])("%j is no token", (token) => {
  expect(() => new Remote("https://x.example", token)).toThrow("no admin token — set KB_TOKEN or give --token");
});
