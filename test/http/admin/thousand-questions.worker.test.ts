import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import manifest from "../../../build/kb.manifest.json" with { type: "json" };
import bundledSnapshot from "../../../build/kb.snapshot";
import { insightsResponse } from "../../../src/http/admin/schemas.ts";
import { BundledStore } from "../../../src/store/bundled-store.ts";
import { anyName } from "../../text/any-name.ts";
import { address, read } from "../client.ts";
import { adminApp, freshState, tokens } from "./admin-app.ts";

freshState();

/** What a city's callers ask and the knowledge base does not hold. */
const subjects = [
  "养老金怎么认证",
  "公积金贷款利率",
  "燃气管道漏气",
  "网上买的手机是假货",
  "驾照换证",
  "护照办理",
  "小区电梯维修基金",
  "高铁票退票",
  "疫苗接种预约",
  "暖气费",
  "公园门票",
  "快递丢失",
];
const before = ["", "请问", "你好，", "您好请问一下", "我想问一下", "麻烦问下，"];
const after = ["", "归谁管", "找哪个部门", "怎么办", "该找谁", "？", "，谢谢"];

const spelled = (parts: readonly string[]) =>
  fc.tuple(fc.constantFrom("", " ", "-", "－", "　"), fc.boolean()).map(([gap, wide]) => {
    const text = parts.join(gap);
    return wide ? text.replace(/\d/gu, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) : text;
  });
const digits = (length: number) =>
  fc.array(fc.constantFrom(..."0123456789"), { minLength: length, maxLength: length }).map((d) => d.join(""));
/** A secret, and a sentence that holds it in some spelling. */
const planted = fc.oneof(
  fc.constant({ secret: "", said: "" }),
  digits(8).chain((d) => spelled([`139`, d.slice(0, 4), d.slice(4)]).map((w) => ({ secret: `139${d}`, said: `请回电${w}。` }))),
  digits(4).chain((d) => spelled(["510902", "19880815", d]).map((w) => ({ secret: `51090219880815${d}`, said: `身份证${w}。` }))),
  digits(12).chain((d) =>
    spelled(["6222", d.slice(0, 4), d.slice(4, 8), d.slice(8)]).map((w) => ({ secret: `6222${d}`, said: `卡号${w}。` })),
  ),
  digits(4).chain((d) => fc.constantFrom(`川J${d}7`, `川J·${d}7`, `川j-${d}7`).map((w) => ({ secret: `${d}7`, said: `车牌${w}。` }))),
  digits(5).chain((d) => fc.constantFrom(`u${d}@qq.com`, `u${d}＠qq．com`).map((w) => ({ secret: `u${d}@`, said: `邮箱${w}。` }))),
  anyName.map(({ full }) => ({ secret: full, said: `我叫${full}。` })),
  anyName.map(({ full }) => ({ secret: full, said: `我是${full}，` })),
);
const question = fc.record({
  subject: fc.constantFrom(...subjects, ...subjects.slice(0, 3)),
  before: fc.constantFrom(...before),
  after: fc.constantFrom(...after),
  personal: planted,
});

test("of 1,000 questions, the right counts, the examples, and not one personal datum", async () => {
  const app = await adminApp({}, { stores: [new BundledStore(bundledSnapshot, manifest.builtAt)] });
  const questions = fc.sample(question, { numRuns: 1000, seed: 12345 });
  const texts = questions.map((q) => `${q.personal.said}${q.before}${q.subject}${q.after}`);
  const statuses: string[] = [];
  for (let i = 0; i < texts.length; i += 50) {
    const answers = await Promise.all(texts.slice(i, i + 50).map((q) => app.request(address("/v1/ask", { q }))));
    for (const answer of answers) statuses.push((await answer.json<{ status: string }>()).status);
  }
  const asked = Map.groupBy(questions.keys(), (i) => questions[i]?.subject ?? "");
  const expected = [...asked].map(([subject, all]) => [subject, all.filter((i) => statuses[i] !== "answered").length] as const);

  const { gaps, ...totals } = await read(insightsResponse, app.as(tokens.editor, address("/v1/admin/insights", { limit: 100 })));
  expect(totals).toMatchObject({ questions: statuses.filter((s) => s !== "answered").length, leftOut: 0 });
  const counted = expected.map(([subject]) => [subject, gaps.find((g) => g.phrasings.some((p) => p.text.includes(subject)))?.count]);
  expect(counted).toEqual(expected);
  expect(gaps.reduce((sum, g) => sum + g.count, 0)).toBe(totals.questions);
  expect(gaps.map((g) => g.count)).toEqual(gaps.map((g) => g.count).toSorted((a, b) => b - a));

  const tables = ["gap", "gap_phrasing", "gap_day"];
  const rows = await Promise.all(tables.map(async (table) => (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results));
  const phrasings = JSON.stringify(rows[1]).normalize("NFKC");
  const plain = phrasings.replace(/[^\p{L}\p{N}@]/gu, "").toLowerCase();
  const secrets = questions.map((q) => q.personal.secret).filter((s) => s !== "");
  expect(secrets.length).toBeGreaterThan(700);
  expect(secrets.filter((secret) => plain.includes(secret.toLowerCase()))).toEqual([]);
  expect(phrasings).toMatch(/\[(?:姓名|手机号)\]/u);
}, 120_000);
