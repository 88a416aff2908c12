import { describe, expect, test } from "vitest";
import { entriesOf, importMarkdown, importText, leftOf, only } from "./imported.ts";

describe("who handles what", () => {
  test.each([
    ["路灯不亮属于住建局管。", "路灯不亮", [{ department: "住建局" }]],
    ["路边摊堵路，这个问题应交办给市城管局。", "路边摊堵路", [{ department: "城管局" }]],
    ["有夫妻想收养孩子。需要到民政部门登记。", "有夫妻想收养孩子", [{ department: "民政局" }]],
    ["公安局负责流浪犬的收容。", "流浪犬的收容", [{ department: "公安局" }]],
    ["井盖丢失由住建局和城管局负责。", "井盖丢失", [{ department: "住建局" }, { department: "城管局" }]],
    [
      "桥面修补属于住建局管，桥下摊贩属于城管局管。",
      "桥面修补",
      [
        { department: "住建局", when: "桥面修补" },
        { department: "城管局", when: "桥下摊贩" },
      ],
    ],
  ])("%s", (statement, title, handlers) => {
    const [matter] = entriesOf(importText(`业务测试题\n1、${statement}\n2、噪声扰民属于 公安局 管。`));
    expect(matter).toMatchObject({ kind: "matter", title, handlers: handlers.map((h) => ({ role: "lead", ...h })) });
  });

  test("the question of a quiz's blank is one of the entry's questions", () => {
    const [matter] = entriesOf(importText("业务测试题\n1、公交站台的设置属于 住建局 管辖。"));
    expect(matter).toMatchObject({
      questions: ["公交站台的设置", "公交站台的设置属于哪个部门管辖"],
      body: "公交站台的设置属于住建局管辖。",
    });
  });

  test("an unknown department is said with the nearest known one, and the draft is valid without it", () => {
    const document = importText("职责分工\n1、垃圾清运由城管局负责。\n2、树木倒伏由园林管理局负责。");
    expect(entriesOf(document).map((e) => [e.kind, e.kind === "article" ? "" : e.body])).toEqual([
      ["matter", "垃圾清运由城管局负责。"],
      ["policy", "树木倒伏由园林管理局负责。"],
    ]);
    expect(document.placed[1]?.draft.notes).toEqual([
      expect.stringMatching(/^unknown department "园林管理局" — .*; the draft stands under policies until it has a handler/u),
    ]);
    const near = importText("职责分工\n1、违建由城监局负责。\n2、路灯由住建局负责。");
    expect(near.placed[0]?.draft.notes.join()).toContain('did you mean "城管局"?');
  });

  test("not belonging is no belonging", () => {
    expect(only(entriesOf(importText("业务测试题\n1、此类投诉不属于公安局管。")))).toMatchObject({ kind: "policy" });
  });
});

describe("questions and answers", () => {
  const both = [
    "问：停车收费纠纷找谁？\n答：由城管局受理。",
    "1. 停车收费纠纷找谁？\n由城管局受理。",
    "一、停车收费纠纷找谁？ 答：由城管局受理。",
  ];
  test.each(both)("%s", (text) => {
    expect(only(entriesOf(importText(`便民问答\n${text}`)))).toMatchObject({
      kind: "matter",
      title: "停车收费纠纷找谁",
      questions: ["停车收费纠纷找谁"],
      handlers: [{ department: "城管局" }],
      body: "由城管局受理。",
    });
  });

  test("what asks for a number is a policy with its figures, whoever is in charge", () => {
    const [policy] = entriesOf(importText("便民问答\n问：公租房租金多少？\n答：由住建局核定，每月不超过800元。"));
    expect(policy).toMatchObject({
      kind: "policy",
      figures: [{ label: "由住建局核定，每月不超过800元", value: 800, bound: "at-most", unit: "元/月" }],
      handlers: [{ department: "住建局" }],
    });
  });

  test("steps for several ranges in one sentence become a tier table", () => {
    const [policy] = entriesOf(importText("业务测试题\n1、高龄津贴标准为:80-89岁50元/月,90-99岁为120元/月,百岁老人则为600元/月。"));
    expect(policy).toMatchObject({
      title: "高龄津贴标准",
      tables: [
        {
          dimension: "age",
          unit: "岁",
          tiers: [
            { from: 80, to: 89, value: 50, unit: "元/月" },
            { from: 90, to: 99, value: 120, unit: "元/月" },
            { from: 100, to: null, value: 600, unit: "元/月" },
          ],
        },
      ],
    });
  });

  test("a question without an answer is left, and says so", () => {
    const left = leftOf(importText("便民问答\n问：停水找谁？\n问：路灯不亮找谁？\n答：住建局负责。"));
    expect(left).toContain("问：停水找谁？: a question without its answer — add the answer and import again");
  });
});

describe("test papers", () => {
  test("options are put in, what is marked wrong or not answered is left", () => {
    const text =
      "业务测试卷\n一、选择题\n1. 养犬登记到（ B ）办理。\nA. 民政局\nB. 公安局\n二、判断题\n2. 火化由公安局负责。（×）\n三、填空题\n3. 油烟扰民由__城管局__查处。\n4. 值班提前（ ）天报备。";
    const document = importText(text);
    expect(entriesOf(document)).toMatchObject([
      { kind: "matter", body: "养犬登记到公安局办理。", handlers: [{ department: "公安局" }] },
      { kind: "matter", title: "油烟扰民", body: "油烟扰民由城管局查处。" },
    ]);
    expect(leftOf(document).filter((l) => /wrong|without/u.test(l))).toEqual([
      "2. 火化由公安局负责。（×）: marked as wrong: not what holds",
      "4. 值班提前（ ）天报备。: a question without its answer — add the answer and import again",
    ]);
  });

  test("ends of sentences that a copied page put elsewhere are brought back in order, and the drafts say so", () => {
    const text =
      "业务测试题\n1、噪声扰民属于 公安局 管。\n住建局 负责。\n2、违章搭建归 城管局 管。\n民政局 管。\n3、井盖丢失，按照标识由\n4、婚姻登记，这件事属于";
    const document = importText(text);
    expect(entriesOf(document).map((e) => (e.kind === "matter" ? [e.body, e.handlers[0]?.department] : []))).toEqual([
      ["噪声扰民属于公安局管。", "公安局"],
      ["违章搭建归城管局管。", "城管局"],
      ["井盖丢失，按照标识由住建局负责。", "住建局"],
      ["婚姻登记，这件事属于民政局管。", "民政局"],
    ]);
    expect(document.placed.map((p) => p.draft.notes.length)).toEqual([0, 0, 1, 1]);
  });
});

describe("tables", () => {
  const table = (...rows: string[]) =>
    importMarkdown(`# 通知\n\n${[rows[0], rows[0]?.replace(/[^|]+/gu, " --- "), ...rows.slice(1)].join("\n")}\n`);

  test("ranges and amounts are tiers; a row that is neither stays in the text", () => {
    const document = table(
      "| 年龄 | 标准（元/月） |",
      "| 90-94岁 | 50 |",
      "| 不满90岁 | 20 |",
      "| 95岁以上 | 100 |",
      "| 孤寡老人 | 另行研究 |",
    );
    expect(only(entriesOf(document))).toMatchObject({
      kind: "policy",
      tables: [
        {
          dimension: "age",
          tiers: [
            { from: null, to: 89, value: 20, unit: "元/月" },
            { from: 90, to: 94, value: 50, unit: "元/月" },
            { from: 95, to: null, value: 100, unit: "元/月" },
          ],
        },
      ],
      body: "年龄：孤寡老人；标准：另行研究",
    });
    expect(document.placed[0]?.draft.notes).toEqual(["1 rows state no range or no plain amount: they are in the text"]);
  });

  test("rows that hold the same case become figures, for the office to decide", () => {
    const document = table("| 面积区间 | 收费 |", "| 50人以下 | 100元 |", "| 50人以上 | 200元 |");
    expect(only(entriesOf(document))).toMatchObject({ tables: [], figures: [{ value: 100 }, { value: 200 }] });
    expect(document.placed[0]?.draft.notes.join()).toContain("hold the same case");
    expect(document.placed[0]?.problems).toEqual([]);
  });

  test("matters, questions, posts and departments by their columns", () => {
    expect(entriesOf(table("| 事项 | 责任部门 | 配合单位 |", "| 占道经营 | 城管局 | 公安局 |"))).toMatchObject([
      {
        kind: "matter",
        title: "占道经营",
        handlers: [
          { department: "城管局", role: "lead" },
          { department: "公安局", role: "assist" },
        ],
      },
    ]);
    expect(entriesOf(table("| 问题 | 答复 |", "| 路灯坏了找谁 | 由住建局维修 |"))).toMatchObject([
      { kind: "matter", title: "路灯坏了找谁" },
    ]);
    expect(entriesOf(table("| 岗位 | 职责 | 备注 |", "| 接线员 | 接听来电；登记工单 | 三班倒 |"))).toMatchObject([
      { kind: "role", title: "接线员", duties: ["接听来电；登记工单"], body: "备注：三班倒" },
    ]);
    const offices = entriesOf(table("| 部门 | 主要职责 |", "| 民政局 | 负责殡葬管理 |", "| 市数据局 | 负责热线平台建设 |"));
    expect(offices).toMatchObject([
      { kind: "matter", title: "殡葬管理", handlers: [{ department: "民政局" }] },
      { kind: "department", name: "市数据局" },
      { kind: "matter", title: "热线平台建设", handlers: [{ department: "市数据局" }] },
    ]);
  });
});
