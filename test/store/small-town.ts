import { buildSnapshot } from "../../src/index/build.ts";
import type { WordFrequencies } from "../../src/index/trie-lexicon.ts";
import { assemble, type KnowledgeBase } from "../../src/kb/knowledge-base.ts";
import { formatProblem } from "../../src/kb/problem.ts";

/** A town with a handful of rules: what a knowledge base looks like, small enough to read here and to build in a test. */

const source = "reviewed: 2026-01-15\nsource: { title: 小城热线手册 }";
const entry = (front: string, body = "") => `---\n${front}\n${source}\n---\n${body}\n`;

const files: Record<string, string> = {
  "kb.yaml": 'id: small-town\ntitle: 小城热线\nregion: "510900"\ntimezone: Asia/Shanghai\n',
  "regions.yaml": '"510000": [四川省]\n"510900": [遂宁市]\n"510903": [船山区]\n"510904": [安居区]\n',
  "lexicon.yaml": [
    "words: [流浪狗, 地沟油, 高龄补贴]",
    "synonyms: [{ say: [野狗], means: [流浪狗] }]",
    "shells: [请问, 你好]",
    "intents: { who: [归谁管, 谁管, 哪个部门], amount: [多少钱, 多少] }",
  ].join("\n"),
  "departments/market-regulation.md": entry(
    [
      "name: 市场监督管理局",
      "aliases: [市监局]",
      'lineage: [{ name: 工商局, aliases: [工商所], from: "2001-01-01", to: "2019-01-01", basis: 机构改革 }]',
    ].join("\n"),
    "市场监督管理局负责登记和消费者权益。",
  ),
  "departments/public-security.md": entry("name: 公安局\naliases: [市公安局]", "公安局维护治安，管理犬只。"),
  "departments/civil-affairs.md": entry("name: 民政局", "民政局负责养老和救助。"),
  "departments/urban/management.md": entry("name: 城市管理局\naliases: [城管局]", "城市管理局负责市容和井盖。"),
  "matters/stray-dogs.md": entry(
    "title: 流浪狗\nquestions: [流浪狗归谁管, 街上野狗太多找哪个部门]\nhandlers: [{ department: 公安局 }, { department: 城管局, role: assist, when: 伤人之前 }]",
  ),
  "matters/gutter-oil.md": entry("title: 地沟油\nquestions: [地沟油归谁管, 餐馆用地沟油找哪个部门]\nhandlers: [{ department: 工商局 }]"),
  "matters/manhole-covers.md": entry(
    "title: 井盖丢失\nquestions: [井盖丢了归谁管, 路面井盖丢失找谁]\nhandlers: [{ department: 城市管理局 }]",
  ),
  "matters/anju-manhole-covers.md": entry(
    'title: 安居区井盖丢失\nquestions: [安居区井盖归谁管]\nregion: "510904"\nhandlers: [{ department: 城市管理局 }]',
  ),
  "policies/elderly-allowance.md": entry(
    [
      "title: 高龄补贴",
      "questions: [高龄补贴多少钱, 92岁老人补贴多少]",
      "handlers: [{ department: 民政局 }]",
      "tables: [{ label: 高龄补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: 94, value: 50, unit: 元/月 }, { from: 95, to: 99, value: 100, unit: 元/月 }] }]",
    ].join("\n"),
    "高龄补贴按月发放。",
  ),
  "policies/heating-grant.md": entry(
    "title: 取暖补助\nquestions: [取暖补助多少钱, 取暖补助归谁管]\nvalidity: { from: 2016-01-01, to: 2020-12-31 }\nhandlers: [{ department: 民政局 }]\nfigures: [{ label: 取暖补助, value: 200, unit: 元/年 }]",
    "取暖补助每年发一次。",
  ),
  "guides/complaint-deadline.md": entry(
    "title: 投诉办结时限\nquestions: [投诉多久办结]\nfigures: [{ label: 办结时限, value: 7, bound: at-most, unit: 工作日 }]",
    "投诉七个工作日内办结。",
  ),
  "roles/shift-leader.md": entry("title: 值班长\norganization: 热线中心\nduties: [安排班次, 处理升级投诉]"),
  "roles/hall-leader.md": entry("title: 值班长\norganization: 营业厅\nduties: [安排窗口, 处理现场投诉]"),
};

/** The base as it is on disk, with files added, replaced or (null) left out. */
export function smallTown(changes: Readonly<Record<string, string | null>> = {}): KnowledgeBase {
  const all = Object.entries({ ...files, ...changes }).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  const { base, problems } = assemble(all);
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0) throw new Error(errors.map(formatProblem).join("\n"));
  return base;
}

/** A few words of a general dictionary, with round frequencies. */
const words = ["公安局", "市场", "监督", "管理", "民政局", "补贴", "老人", "高龄", "井盖", "丢失", "流浪", "投诉", "部门", "取暖", "补助"];
const dictionary: WordFrequencies = { frequency: new Map(words.map((w) => [w, 100])), total: 100_000, rarest: 1 };

/** A snapshot of the town, or of a changed one. */
export async function townSnapshot(changes: Readonly<Record<string, string | null>> = {}) {
  const { file, report } = await buildSnapshot(smallTown(changes), dictionary);
  return { file, version: report.version };
}
