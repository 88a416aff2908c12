import type { BenchDocument } from "./engines/documents.ts";

/** A question whose answers are known. */
export type KnownItem = { readonly id: string; readonly query: string; readonly relevant: string[] };

/** Numbers in [0, 1) from a seed: a linear congruential generator (Knuth; constants of Numerical Recipes). */
function randomFrom(seed: number): () => number {
  // Seeds that follow one another must not give numbers that do.
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const words = (list: string) => list.split(" ");
const cross = (...parts: string[][]): string[] =>
  parts.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)), [""]);

/** What a document is about: a matter, one side of it, a place. No two documents share all three. */
const towns = cross(
  words("东 西 南 北 青 白 红 金 石 龙 柳 安 永 长 新 太"),
  words("河 山 桥 湖 平 泉 岭 沟 坪 台 江 塘"),
  words("镇 街道 乡 县"),
);
const matters = [
  ...cross(words("餐饮 建筑 生活 医疗 工业 养殖"), words("油烟 垃圾 污水 噪声 粉尘 废料"), words("排放 处置 扰民")),
  ...cross(words("流浪犬 违建 广告牌 路灯 井盖 行道树 电动车 共享单车 网约车 渣土车"), words("管理 投诉 损坏 清理")),
  ...cross(words("养老 医疗 失业 工伤 生育"), words("保险"), words("缴费 转移 待遇 补贴")),
  ...cross(words("高龄 残疾 低保 孤儿 退役军人 困难职工"), words("津贴 救助 慰问金")),
  ...cross(words("居住证 不动产 婚姻 户口 营业执照 食品经营"), words("登记 变更 注销 补办")),
];
const sides = words("申请条件 办理时限 所需材料 收费标准 监督检查 法律责任 投诉渠道 公示要求 复核程序 档案保存");

const offices = cross(
  words("公安 城管 环保 住建 民政 人社 卫健 交通 市场监管 自然资源 农业农村 应急 司法 教育 水务 文旅"),
  words("部门 机关 机构"),
);
const people = words("申请人 经营者 用人单位 建设单位 物业服务人 当事人 监护人 居民委员会 村民委员会 利害关系人");
const acts = words("提交 核实 公告 备案 整改 送达 复查 登记 移交 保存 抽查 答复 报告 撤销 延期");
const things = words("书面材料 身份证明 检测报告 现场照片 处理决定 整改方案 专项资金 工作台账 听证记录 信用信息 应急预案 验收结论");
const occasions = words(
  "重大活动期间 汛期 法定节假日 突发事件发生时 接到举报后 首次办理时 情况复杂的 逾期未改正的 涉及未成年人的 材料不全的",
);
const numerals = words("一 二 三 五 七 十 十五 二十 三十 四十五 六十 九十");

/** How many documents the grammar can make. */
export const mostDocuments = towns.length * matters.length * sides.length;
/** Prime, and no divisor of `mostDocuments`: steps of it visit every combination once, far ones next to one another. */
const stride = 1_000_003;

function subjectOf(number: number, seed: number): { town: string; matter: string; side: string } {
  const place = (number * stride + seed) % mostDocuments;
  const town = towns[place % towns.length] ?? "";
  const matter = matters[Math.floor(place / towns.length) % matters.length] ?? "";
  const side = sides[Math.floor(place / (towns.length * matters.length))] ?? "";
  return { town, matter, side };
}

/** Words come by Zipf's law: a few everywhere, most of them seldom. */
function pick(list: readonly string[], random: () => number): string {
  return list[Math.floor((list.length + 1) ** random()) - 1] ?? "";
}

function sentence(random: () => number): string {
  const who = random() < 0.5 ? pick(offices, random) : pick(people, random);
  const when = random() < 0.4 ? `${pick(occasions, random)}，` : "";
  const within = random() < 0.6 ? `在${pick(numerals, random)}个工作日内` : "";
  const also = random() < 0.3 ? `，并向${pick(offices, random)}${pick(acts, random)}${pick(things, random)}` : "";
  return `${when}${who}应当${within}${pick(acts, random)}${pick(things, random)}${also}。`;
}

/** The `number`th document of a seed: the same on every machine. */
export function documentAt(number: number, seed: number): BenchDocument {
  const { town, matter, side } = subjectOf(number, seed);
  const random = randomFrom(seed + number);
  const sentences = Array.from({ length: 1 + Math.floor(random() * 4) }, () => sentence(random));
  return {
    id: `item-${number}`,
    title: `${town}${matter}办法：${side}`,
    text: `${town}范围内${matter}的${side}，适用本条。${sentences.join("")}`,
  };
}

/** Questions in other words than the documents', each with the one document that answers it. */
export function knownItems(count: number, documents: number, seed: number): KnownItem[] {
  const random = randomFrom(seed ^ 0x5bd1e995);
  const frames = [
    (town: string, matter: string, side: string) => `请问${town}的${matter}，${side}是怎么规定的？`,
    (town: string, matter: string, side: string) => `我家住${town}，想了解一下${matter}这件事的${side}`,
    (town: string, matter: string, side: string) => `${matter}${side} ${town}`,
  ];
  return Array.from({ length: count }, (_, n) => {
    const number = Math.floor(((n + random()) * documents) / count);
    const { town, matter, side } = subjectOf(number, seed);
    const frame = frames[Math.floor(random() * frames.length)] ?? String;
    return { id: `question-${n}`, query: frame(town, matter, side), relevant: [`item-${number}`] };
  });
}
