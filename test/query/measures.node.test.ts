import { expect, test } from "vitest";
import { measuredIn } from "../../src/query/measures.ts";
import { quantitiesIn } from "../../src/query/quantities.ts";

/** The only quantity of a text, in another unit: "from…to". */
function inUnit(said: string, unit: string): string | null {
  const [quantity, ...others] = quantitiesIn(said);
  if (quantity === undefined || others.length > 0) throw new Error(`${said} states ${others.length + 1} quantities`);
  const ends = measuredIn(quantity, unit);
  return ends && (ends.from === ends.to ? String(ends.from) : `${ends.from}…${ends.to}`);
}

test.each([
  ["15万", "万元", "15"],
  ["150000元", "万元", "15"],
  ["8到15万", "万元", "8…15"],
  ["2小时", "分钟", "120"],
  ["10分钟", "分钟", "10"],
  ["30分钟", "小时", "0.5"],
  ["45秒", "秒", "45"],
  ["两周", "天", "14"],
  ["一年半", "个月", "18"],
  ["92岁", "岁", "92"],
  ["85%", "%", "85"],
  ["5个人", "人", "5"],
  ["5位", "人", "5"],
])("%s in %s is %s", (said, unit, value) => {
  expect(inUnit(said, unit)).toBe(value);
});

test.each([
  ["5次", "人"],
  ["92斤", "岁"],
  ["3个月", "天"],
  ["92岁", "元"],
  ["92岁", "光年"],
  ["50平方米", "平方米/人"],
])("%s is not measured in %s", (said, unit) => {
  expect(inUnit(said, unit)).toBe(null);
});

test("just below a bound is below it in every unit", () => {
  expect(Number(inUnit("不满8万", "万元"))).toBeLessThan(8);
  expect(Number(inUnit("不满8万", "万元"))).toBeGreaterThan(7.999);
});
