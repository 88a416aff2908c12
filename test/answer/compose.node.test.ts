import { describe, expect, test } from "vitest";
import { quantityText } from "../../src/answer/figures.ts";
import { askTown, file, openTown } from "./ask-a-town.ts";
import { answerTo } from "./ask-the-base.ts";

/** The text a call taker reads out. */
const text = (question: string, at?: string) => answerTo(question, { at }).text;
const marked = (question: string) => answerTo(question).figures.flatMap((f) => (f.matched ? [quantityText(f)] : []));

describe("a matter says who handles it", () => {
  test("one department: in one sentence", () => {
    expect(text("流浪狗归谁管")).toMatch(/^城市流浪狗由公安局负责。/u);
  });

  test("a renamed one with the name it had in the rule", () => {
    expect(text("未成年人去网吧上网归谁管")).toContain("由文广旅局（原文广局）负责");
  });

  test("an assisting department is called so, and comes after the leading one", () => {
    const { departments, text } = answerTo("新农合归谁管");
    expect(departments.map(({ name, role }) => [name, role])).toEqual([
      ["卫健委", "lead"],
      ["医保局", "assist"],
    ]);
    expect(text).toMatch(/医保局（协办）/u);
  });
});

describe("a policy says how much", () => {
  test.each([
    ["92岁老人每月补贴多少", "50元/月", ["100元", "300元"]],
    ["97岁老人每月补贴多少", "100元/月", ["50元", "300元"]],
    ["百岁老人每月补贴多少", "300元/月", ["50元", "100元"]],
    ["合伙创业贷款最高多少", "不超过15万元", ["8万元"]],
    ["个人申请创业小额担保贷款最多贷多少", "不超过8万元", ["15万元"]],
    ["宝芝堂案追回了多少钱", "至少1000万元", []],
  ])("%s → %s", (question, amount, others) => {
    expect(marked(question)).toEqual([amount]);
    expect(text(question)).toContain(amount);
    for (const other of others) expect(text(question)).not.toContain(other);
  });

  test("with the condition of the amount", () => {
    expect(text("百岁老人每月补贴多少")).toContain("300元/月（仅限遂宁市城区的老人）");
  });

  test("and who handles it, where the entry knows", () => {
    expect(text("宝芝堂案追回了多少钱")).toContain("由人民法院负责");
  });
});

describe("a role says what belongs to it", () => {
  test("asked for its duties: what it is there for", () => {
    const { entry, text } = answerTo("话务班长的职责是什么");
    expect(entry.id).toBe("roles/hotline/team-leader");
    expect(text).toContain("管理热线中心");
  });

  test("asked who does something: the role, its house and the very duty", () => {
    const { entry, text } = answerTo("谁负责考核热线人员的业务和服务质量");
    expect(entry.id).toBe("roles/hotline/team-leader");
    expect(text).toContain("由话务班长（移动1860热线服务中心）负责");
    expect(text).toContain("考核热线人员的业务和服务质量");
  });

  test("called by its name alone: the name, its house and what it is there for", () => {
    expect(text("话务班长")).toMatch(/^话务班长（移动1860热线服务中心）：管理热线中心/u);
  });

  test("asked for one of its limits: that one, under the role's name", () => {
    expect(text("采购违规罚多少")).toBe("采购员，违反采购规定的处罚：200元/次。");
    expect(marked("急会诊几分钟到")).toHaveLength(1);
    expect(text("急会诊几分钟到")).toMatch(/10分钟/u);
  });
});

describe("a guide says what is asked of it", () => {
  test("the formula, when asked how something is worked out", () => {
    for (const question of ["接通率怎么算", "接通率的计算公式"])
      expect(text(question)).toContain("系统接通率＝当月拨通热线次数÷当月拨打热线总次数×100%");
  });

  test("the formula rather than the target, when asked for both", () => {
    expect(text("热线系统接通率要达到多少，怎么计算")).toContain("当月拨通热线次数÷当月拨打热线总次数");
  });

  test("the target, when asked how high it must be", () => {
    expect(marked("热线系统接通率要达到多少")).toEqual(["至少85%"]);
    expect(text("热线系统接通率要达到多少")).not.toContain("计算方法");
  });

  test("the definition rather than the target, when asked what a word means", () => {
    expect(marked("忙音率的控制范围是多少")).toEqual(["1–3%"]);
    expect(text("什么叫忙音率")).toMatch(/^忙音率：被忙音阻断/u);
  });

  test.each([
    ["换班造成脱班由谁担责", "因换班造成脱班，双方都有责任"],
    ["交班日记要写什么", "签注交班时间和工号"],
  ])("the very sentence that answers, where that is not the first: %s", (question, sentence) => {
    expect(text(question)).toContain(sentence);
    expect(text(question)).not.toContain("提前10到15分钟");
  });

  test("the first and the very one, where the very one does not say enough by itself", () => {
    expect(text("没批准自己就走了的员工，公司咋处理")).toMatch(/^合同期内辞职，须提前1个月.*。没有得到批准就自行离开的/u);
  });

  test("the first one alone, where it says that already", () => {
    expect(text("复核环节认定为无效的投诉应作何处置？")).toMatch(/无效投诉可以撤消。$/u);
    expect(text("复核环节认定为无效的投诉应作何处置？").match(/撤消/gu)).toHaveLength(1);
  });

  test("a sentence whole, though a quotation in it has its own stop", () => {
    expect(text("贵宾台开场白")).toContain("VIP话务台先报“您好！这里是贵宾服务专线”，再问有什么可以帮助客户");
  });

  test("the first one, when asked about all of it", () => {
    expect(text("交接班制度")).toMatch(/^接班人员要提前10到15分钟到岗准备/u);
  });

  test("no number, when asked which side or which ones", () => {
    expect(text("耳麦该放桌子哪一边")).toContain("耳麦放右侧");
    for (const question of ["客户投诉处理分哪些阶段", "投诉处理有哪几个阶段"])
      expect(text(question)).toContain("接受投诉、解释澄清、提出解决方案、回访");
  });

  test("what a word means and its number, when only the word is said", () => {
    expect(text("忙音率")).toMatch(/^忙音率是被忙音挡住/u);
    expect(text("忙音率").match(/1%?–3%/gu)).toHaveLength(1);
  });

  test("the deadline, when asked how long it takes", () => {
    expect(text("跨省投诉多久办结")).toContain("不超过4个工作日");
    expect(text("跨省投诉多久办结")).not.toMatch(/48小时|7个工作日/u);
  });
});

test("a department says what it does", () => {
  expect(text("市场监督管理局管什么")).toBe("市场监督管理局负责市场主体登记、产品质量、食品药品安全、价格执法和消费者权益保护。");
});

describe("a case says how it ended", async () => {
  const end = ["reviewed: 2026-01-15", "source: { title: 案例库 }"];
  const town = await openTown({
    "cases/noisy-square.md": file(
      [
        "title: 广场舞噪声扰民案",
        "questions: [广场舞噪声扰民的案例, 广场舞吵得睡不着]",
        "outcome: 公安局当场劝离，双方约定九点前结束",
        ...end,
      ],
      "居民反映广场舞夜间扰民。",
    ),
  });
  test("what was asked, then the outcome", () => {
    const { answer } = askTown(town, "广场舞噪声扰民的案例");
    expect(answer?.text).toBe("居民反映广场舞夜间扰民。处理结果：公安局当场劝离，双方约定九点前结束");
  });
});

describe("a number is read out with its bound and unit", () => {
  const exact = { value: 50, range: null, bound: "exact", unit: "元/月" } as const;
  test.each([
    [exact, "50元/月"],
    [{ ...exact, bound: "at-most", value: 4, unit: "工作日" } as const, "不超过4个工作日"],
    [{ ...exact, bound: "at-least", value: 85, unit: "%" } as const, "至少85%"],
    [{ ...exact, bound: "about", value: 10, unit: "分钟" } as const, "约10分钟"],
    [{ ...exact, value: null, range: [3, 5] as const, unit: "天" }, "3–5天"],
    [{ ...exact, value: null, range: [0.5, 1] as const, unit: "年" }, "半年–1年"],
    [{ ...exact, value: 0.5, unit: "月" }, "半个月"],
    [{ ...exact, value: 0.5, unit: "%" }, "0.5%"],
    [{ ...exact, value: 3, unit: "月" }, "3个月"],
    [{ ...exact, value: null, range: ["08:00", "17:30"] as const, unit: "时刻" }, "08:00–17:30"],
  ])("%o → %s", (figure, said) => {
    expect(quantityText(figure)).toBe(said);
  });
});
