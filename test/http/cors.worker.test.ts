import { describe, expect, test } from "vitest";
import { smallApp } from "./small-app.ts";

const { request } = await smallApp({ bindings: { ALLOWED_ORIGINS: "https://console.example.org\n http://localhost:5173/" } });

const origins = {
  may: [
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://2c127fa4-62c7-7e4f-90e5-472b45eecfdc",
    "safari-web-extension://E0A2D3F4-0001",
    "https://console.example.org",
    "http://localhost:5173",
  ],
  mayNot: [
    "https://evil.example",
    "http://console.example.org",
    "https://console.example.org:8443",
    "https://console.example.org.evil.example",
    "https://sub.console.example.org",
    "http://localhost:5174",
    "null",
    "chrome-extension://",
    "chrome-extension://abc/page.html",
    "evil-chrome-extension://abc",
    "https://evil.example/?chrome-extension://abc",
  ],
};
const allowed = (response: Response) => response.headers.get("Access-Control-Allow-Origin");
const preflight = (origin: string) =>
  request("/v1/ask", {
    method: "OPTIONS",
    headers: { Origin: origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" },
  });

describe.each(origins.may)("a page of %s", (origin) => {
  test("may read answers, and errors too", async () => {
    for (const [path, status] of [
      ["/v1/departments", 200],
      ["/v1/ask", 422],
      ["/v1/nothing", 404],
    ] as const) {
      const response = await request(path, { headers: { Origin: origin } });
      expect([response.status, allowed(response)]).toEqual([status, origin]);
      expect(response.headers.get("Access-Control-Expose-Headers")).toContain("ETag");
    }
  });

  test("may post", async () => {
    const response = await preflight(origin);
    expect([response.status, allowed(response), await response.text()]).toEqual([204, origin, ""]);
    expect(response.headers.get("Access-Control-Allow-Methods")).toBe("GET,HEAD,POST");
    expect(response.headers.get("Access-Control-Allow-Headers")?.toLowerCase()).toBe("content-type,if-none-match");
    expect(response.headers.get("Access-Control-Max-Age")).toBe("86400");
  });
});

describe.each(origins.mayNot)("a page of %s", (origin) => {
  test("may neither read nor post", async () => {
    for (const response of [await request("/v1/departments", { headers: { Origin: origin } }), await preflight(origin)]) {
      expect(allowed(response)).toBeNull();
    }
  });
});

test("who is no browser page is answered as ever", async () => {
  const response = await request("/v1/departments");
  expect([response.status, allowed(response)]).toEqual([200, null]);
});

test("a cache keeps the answers to different origins apart", async () => {
  for (const headers of [{}, { Origin: "https://console.example.org" }, { Origin: "https://evil.example" }]) {
    expect((await request("/v1/departments", { headers })).headers.get("Vary")).toContain("Origin");
  }
});

test("no page may send cookies along", async () => {
  for (const origin of [...origins.may, ...origins.mayNot]) {
    expect((await preflight(origin)).headers.has("Access-Control-Allow-Credentials")).toBe(false);
  }
});

test.each(["/v1/departments", "/v1/nothing", "/v1/ask", "/docs", "/openapi.json", "/healthz", "/"])(
  "%s comes with the headers that keep browsers safe",
  async (path) => {
    const { headers } = await request(path, { redirect: "manual" });
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("Strict-Transport-Security")).toMatch(/max-age=\d{7,}/u);
    const policy = headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe-eval|\*/u);
    expect(headers.has("X-Powered-By")).toBe(false);
  },
);
