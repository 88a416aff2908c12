import { describe, expect, test } from "vitest";
import { entriesOf, importText, leftOf, only } from "./imported.ts";

const roles = (text: string) => entriesOf(importText(text)).filter((e) => e.kind === "role");
const titles = (text: string) => roles(text).map((r) => r.title);

describe("posts with their duties", () => {
  test("a heading and a numbered list: title, duties, limits, nothing invented", () => {
    const [role] = roles("澜川市政务热线岗位职责\n\n派单员岗位职责\n1、受理后30分钟内派单。\n2、每月漏派率不超过2%。\n3、复杂诉求报组长。");
    expect(role).toMatchObject({
      title: "派单员",
      organization: "澜川市政务热线",
      duties: ["受理后30分钟内派单。", "每月漏派率不超过2%。", "复杂诉求报组长。"],
      limits: [
        { label: "受理后30分钟内派单", value: 30, bound: "at-most", unit: "分钟" },
        { label: "每月漏派率不超过2%", value: 2, bound: "at-most", unit: "%" },
      ],
      questions: ["派单员", "派单员职责"],
      reviewed: null,
      source: { title: "澜川市政务热线岗位职责" },
    });
  });

  test.each([
    [
      "several posts in several styles of numbering",
      "一、会计职责\n1.记账；\n2.报表。\n二、出纳职责\n（1）收款；\n（2）付款。",
      ["会计", "出纳"],
    ],
    ["brackets", "【1】护士长职责\n1.排班。\n2.查房。 【2】护士职责 1.执行医嘱。2.巡视。", ["护士长", "护士"]],
    ["a title spaced out", "保 洁 员 职 责\n1、扫地。\n2、擦窗。", ["保洁员"]],
    [
      "names of posts alone, where duties are the subject",
      "门诊部岗位职责\n导诊护士\n引导病人就诊。\n收费员\n按标准收费，日清日结。",
      ["导诊护士", "收费员"],
    ],
    [
      "a post named at the end of the line before",
      "后勤岗位职责\n司机\n按时出车，保养车辆。 门卫\n登记来访人员，夜间巡查。",
      ["司机", "门卫"],
    ],
    ["a chapter above", "第一章\n后勤\n第一节 职责\n（一）库管员岗位职责\n1、清点。\n2、发放。", ["库管员"]],
    ["parts of a collection", "推荐第1篇：保安岗位职责\n1.巡逻。2.登记。\n推荐第2篇：厨师岗位职责\n1.备餐。2.留样。", ["保安", "厨师"]],
  ])("%s", (_, text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  test("where the numbering begins again without a heading, another post follows, and the draft says so", () => {
    const list = (what: string) => ["一", "二", "三", "四", "五"].map((n, i) => `${i + 1}、${what}工作${n}，按时完成。`).join("\n");
    const document = importText(`资料室岗位职责\n文书管理员岗位职责\n${list("文书")}\n${list("会计")}`);
    expect(document.placed.map((p) => p.draft.title)).toEqual(["文书管理员", "文书管理员之后缺标题的职责（1）"]);
    expect(document.placed[1]?.draft.notes.join()).toContain("begins again at 1 without a heading");
  });

  test("what the post demands is no duty", () => {
    const [role] = roles("客服中心\n督导专员\n岗位职责：\n1.抽听录音。\n2.辅导新人。\n任职要求：\n1.大专以上学历；\n2.普通话标准。");
    expect(role).toMatchObject({ title: "督导专员", duties: ["抽听录音。", "辅导新人。"] });
    expect(role?.body).toBe("任职要求：大专以上学历；普通话标准。");
  });

  test("a short heading of sub-items is put before each of them", () => {
    const [role] = roles("材料员职责\n一、进场管理\n1、验收数量；\n2、抽检质量。\n二、库存管理\n1、每周盘点。");
    expect(role?.duties).toEqual(["进场管理：验收数量；", "进场管理：抽检质量。", "库存管理：每周盘点。"]);
  });

  test("a sentence that ends in 职责 is no heading", () => {
    expect(titles("组长岗位职责\n1、带好新人。\n2、监督组员履行岗位职责\n3、按时开会。")).toEqual(["组长"]);
  });

  test("a heading with nothing under it is left, and says so", () => {
    expect(leftOf(importText("司机职责\n1、出车。\n2、保养。\n测量员岗位职责考核表"))).toEqual([
      "测量员岗位职责考核表: a heading with nothing under it",
    ]);
  });
});

describe("text as it is copied out of printed pages", () => {
  test("sentences over two lines, page numbers between and inside, numerals torn apart", () => {
    const lines = [
      "门卫职责",
      "一、白天按时开关大门，登记来访的",
      "车辆和人员，并",
      "1",
      "做好交接班。",
      ...["二", "三", "四", "五", "六", "七", "八", "九"].map((n) => `${n}、做好第${n}项工作。`),
    ];
    const document = importText([...lines, "十、锁好2 门窗。 十", "一、关灯。", "十二、关水。"].join("\n"));
    const [role] = entriesOf(document).filter((e) => e.kind === "role");
    expect(role?.duties).toHaveLength(12);
    expect(role?.duties[0]).toBe("白天按时开关大门，登记来访的车辆和人员，并做好交接班。");
    expect(role?.duties.slice(9)).toEqual(["锁好门窗。", "关灯。", "关水。"]);
  });

  test("numbers without a point or a blank count only where they go on with the list", () => {
    const [role] = roles("质检员职责\n1 抽听录音。\n2登记差错。\n3人以上差错时开会。\n3 提交报告。");
    expect(role?.duties).toEqual(["抽听录音。", "登记差错。", "3人以上差错时开会。", "提交报告。"]);
  });
});

test("duties of one post stay in the order of the page", () => {
  const document = importText("园丁职责\n1、浇水。\n2、修剪。\n3、除草。");
  expect(only(entriesOf(document))).toMatchObject({ duties: ["浇水。", "修剪。", "除草。"] });
});
