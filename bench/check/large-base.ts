import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generalDictionary } from "../../scripts/general-dictionary.ts";
import { readKnowledgeBase } from "../../scripts/knowledge-files.ts";
import { defaultKb } from "../../scripts/paths.ts";

/**
 * Writes a knowledge base of many made-up entries, to measure what grows with their number:
 * node bench/check/large-base.ts DIR [COUNT]. The same count gives the same files. Departments,
 * places and vocabulary are those of kb/; what is asked about is made of words of the general dictionary.
 */
const [folder = "build/large-kb", count = "10000"] = process.argv.slice(2);
const target = resolve(folder);

/** No places and no phrases of the vocabulary, which mean more than themselves. */
const { base } = readKnowledgeBase(defaultKb);
const { synonyms, shells, intents } = base.lexicon;
const phrases = [...Object.values(base.regions), ...Object.values(intents), shells, synonyms.flatMap((s) => [...s.say, ...s.means])].flat();
const taken = new Set([...phrases, ...base.departments.names]);
const nouns = [...generalDictionary().frequency]
  .filter(([word, f]) => /^\p{Script=Han}{2,3}$/u.test(word) && f > 10 && f < 3000)
  .map(([word]) => word)
  .filter((word) => ![...taken].some((phrase) => word.includes(phrase)));
const places = ["小区", "街道", "公园", "学校", "工地", "市场", "车站", "村里", "河边", "路口", "商场", "医院"];
const troubles = ["损坏", "丢失", "扰民", "收费", "污染", "堵塞", "漏水", "停用", "积水", "倒塌", "占道", "无证经营"];
const departments = [
  "公安局",
  "住建局",
  "城管局",
  "民政局",
  "教育局",
  "财政局",
  "人社局",
  "医保局",
  "生态环境局",
  "文广旅局",
  "水利局",
  "司法局",
];

let state = 20261123;
/** Mulberry32: small, good enough, the same everywhere. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

function pick(list: readonly string[]): string {
  return list[Math.floor(random() * list.length)] ?? "";
}

function head(title: string, questions: readonly string[], keywords: readonly string[]): string {
  return `title: ${title}\nquestions:\n${questions.map((q) => `  - ${q}\n`).join("")}keywords: [${keywords.join(", ")}]\n`;
}

const tail = `region: "510900"\nreviewed: null\nsource: { title: 测量用的编造条目 }\n`;

function matter(thing: string, other: string): string {
  const [place, trouble, department] = [pick(places), pick(troubles), pick(departments)];
  const questions = [
    `${thing}${trouble}归谁管`,
    `${place}的${thing}${trouble}了找哪个部门`,
    `${thing}${trouble}怎么投诉`,
    `我家旁边的${thing}${trouble}，${other}也受影响，打哪个电话`,
    `${place}里${thing}和${other}${trouble}由谁负责`,
  ];
  return `---\n${head(`${thing}${other}${trouble}`, questions, [thing, other, place])}handlers:\n  - { department: ${department} }\n${tail}---\n${thing}${trouble}由${department}负责，涉及${other}的一并受理。\n`;
}

function policy(thing: string, other: string): string {
  const from = 10 + Math.floor(random() * 50);
  const questions = [
    `${thing}补贴多少钱`,
    `${from + 1}岁的${thing}${other}补贴领多少`,
    `${thing}和${other}的补贴标准是多少`,
    `${thing}补贴每个月发多少`,
    `${other}能不能领${thing}补贴`,
  ];
  const tiers = [0, 1, 2].map(
    (i) => `      - { from: ${from + 5 * i}, to: ${from + 5 * i + 4}, value: ${50 * (i + 1) + Math.floor(random() * 40)}, unit: 元/月 }\n`,
  );
  return `---\n${head(`${thing}${other}补贴`, questions, [thing, other])}tables:\n  - label: ${thing}补贴\n    dimension: age\n    unit: 岁\n    tiers:\n${tiers.join("")}${tail}---\n${thing}和${other}的补贴按月发。\n`;
}

function role(thing: string, other: string): string {
  const questions = [
    `${thing}管理员的职责是什么`,
    `谁负责${thing}的登记`,
    `${thing}管理员管不管${other}`,
    `${thing}管理员几天内要上报${other}`,
    `${other}坏了${thing}管理员怎么办`,
  ];
  return `---\n${head(`${thing}管理员`, questions, [thing, other])}organization: ${pick(places)}${thing}组\nduties:\n  - 登记${thing}\n  - 检查${other}\nlimits:\n  - { label: ${other}上报时限, value: ${1 + Math.floor(random() * 9)}, unit: 天, bound: at-most }\n${tail}---\n${thing}管理员登记${thing}，检查${other}。\n`;
}

const kinds = [
  { folder: "matters", write: matter, upTo: 0.6 },
  { folder: "policies", write: policy, upTo: 0.85 },
  { folder: "roles", write: role, upTo: 1 },
];

cpSync(join(defaultKb, "departments"), join(target, "departments"), { recursive: true });
for (const file of ["kb.yaml", "regions.yaml", "lexicon.yaml"]) cpSync(join(defaultKb, file), join(target, file));
for (const { folder: name } of kinds) mkdirSync(join(target, name), { recursive: true });
for (let i = 0; i < Number(count); i++) {
  const choice = random();
  const kind = kinds.find((k) => choice < k.upTo);
  // Things are taken in turn, so that no two entries of 10,000 are about the same one.
  const thing = nouns[(i * 7919) % nouns.length] ?? "";
  const other = nouns[(i * 7907 + 13) % nouns.length] ?? "";
  if (kind) writeFileSync(join(target, kind.folder, `entry-${i}.md`), kind.write(thing, other));
}
console.log(`${count} entries in ${target}, made of ${nouns.length} words`);
