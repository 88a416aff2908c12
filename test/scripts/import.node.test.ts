import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kb, project } from "./run-kb.ts";

const cases = join(project, "test/cases/import");
const given = (name: string) => join(cases, name);

type Reported = {
  readonly to: string;
  readonly written: boolean;
  readonly report: string | null;
  readonly files: readonly {
    readonly title: string;
    readonly counts: { readonly paragraphs: number; readonly taken: number; readonly left: number; readonly inPart: number };
    readonly entries: readonly { readonly id: string; readonly title: string; readonly status: string }[];
    readonly paragraphs: readonly { readonly place: string; readonly taken: readonly unknown[]; readonly left: readonly string[] }[];
  }[];
};

async function imported(folder: string, ...args: string[]): Promise<Reported> {
  const { code, out, err } = await kb(["import", ...args, "--to", "drafts", "--json"], { cwd: folder });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .toSorted();

describe("kb import", () => {
  test("every format an office has, in one run: made by office programs, in the encodings they write", async () => {
    const folder = folderWith();
    const names = readdirSync(cases).toSorted();
    const { files, written, report } = await imported(folder, ...names.map(given));
    expect({ written, report }).toEqual({ written: true, report: "drafts.import-report.md" });
    expect(Object.fromEntries(files.map((f, i) => [names[i], f.entries.map((e) => `${e.id.split("/")[0]}: ${e.title}`)]))).toEqual({
      "answers-gbk.csv": ["matters: 身份证丢了去哪里补", "matters: 社保卡怎么激活（第一次领卡）"],
      "dogs.md": ["guides: 澜川市犬只管理办法", "policies: 罚款标准"],
      "hotline-posts.docx": [
        "guides: 澜川市12345热线岗位职责",
        "roles: 话务组长",
        "roles: 回访专员",
        "guides: 工单退回流程",
        "policies: 高龄津贴标准",
        "matters: 路灯不亮找哪个部门",
        "policies: 公租房租金多少",
        "matters: 共享单车乱停归谁管",
      ],
      "housing-gb18030.html": ["policies: 哪些家庭可以申请公租房", "matters: 申请公租房找哪个部门", "policies: 租赁补贴标准是多少"],
      "loan-tiers.xlsx": ["policies: loan"],
      "offices.txt": [
        "matters: 市容环境卫生、占道经营、户外广告的管理",
        "matters: 城市照明设施的维护，路灯故障24小时内修复",
        "matters: 生活垃圾分类的指导和监督",
        "matters: 城乡低保、特困人员供养、临时救助",
        "matters: 婚姻登记、收养登记",
        "matters: 地名管理",
        "departments: 市大数据局",
        "matters: 政务热线平台的建设运行",
        "matters: 公共数据的归集共享",
        "matters: 噪声扰民",
        "matters: 占道停车",
        "matters: 黑车问题",
      ],
      "posts.xlsx": ["roles: 质检专员", "roles: 系统管理员"],
      "test-paper-utf16.txt": [
        "policies: 城乡居民医保集中缴费期为每年的9月至12月",
        "matters: 居民身份证丢失",
        "policies: 住房公积金贷款最高额度为60万元",
        "matters: 餐饮油烟扰民",
        "policies: 热线工单一般诉求办理时限为5个工作日，紧急诉求1个工作日",
      ],
      "who-handles.xlsx": ["matters: 路边摊占道", "matters: 河道垃圾清理", "matters: 电梯困人救援", "policies: 景区门票纠纷"],
    });
    for (const { counts, paragraphs } of files) {
      expect(counts.taken + counts.left + counts.inPart).toBe(paragraphs.length);
      expect(paragraphs.filter((p) => p.taken.length + p.left.length === 0)).toEqual([]);
      expect(paragraphs.flatMap((p) => p.left).filter((reason) => reason.startsWith("not recognized"))).toEqual([]);
    }
    const checked = await kb(["check", "--kb", "drafts", "--json"], { cwd: folder });
    const problems: { message: string }[] = JSON.parse(checked.out).problems;
    // The folder holds drafts alone, no departments.
    expect(problems.filter((p) => !p.message.startsWith("unknown department"))).toEqual([]);
  });

  test("a draft as its editor finds it", async () => {
    const folder = folderWith();
    await imported(folder, given("loan-tiers.xlsx"), given("hotline-posts.docx"));
    expect(readFileSync(join(folder, "drafts/roles/hua-wu-zu-zhang.md"), "utf8")).toBe(`---
title: 话务组长
organization: 澜川市12345热线
questions:
  - 话务组长
  - 话务组长职责
duties:
  - 安排本组人员的班次，每周五前公布下一周的排班。
  - 抽听本组录音，每人每月不少于8条。
  - 遇到重大突发诉求，15分钟内报值班主任。
limits:
  - { label: 每人每月不少于8条, value: 8, bound: at-least, unit: 条 }
  - { label: 15分钟内报值班主任, value: 15, bound: at-most, unit: 分钟 }
reviewed: null
source: { title: 澜川市12345热线岗位职责 }
---
任职要求：从事话务工作满2年；普通话二级甲等以上。
`);
    expect(readFileSync(join(folder, "drafts/policies/loan.md"), "utf8")).toContain(
      '{ label: 超过10万元不超过30万元, from: 100000.01, to: 300000, value: 3, unit: "%" }',
    );
  });

  test("run again it adds nothing; what an editor changed or made is never touched", async () => {
    const folder = folderWith({
      "drafts/roles/bao-an.md": "mine",
      "posts.txt": "保安职责\n1、巡逻。\n2、登记。\n门卫职责\n1、开门。\n2、关门。",
    });
    const first = await imported(folder, "posts.txt");
    expect(first.files[0]?.entries).toMatchObject([
      { id: "roles/bao-an-2", status: "new" },
      { id: "roles/men-wei", status: "new" },
    ]);
    const gate = join(folder, "drafts/roles/men-wei.md");
    const edited = readFileSync(gate, "utf8").replace("关门。", "锁门。");
    const other = folderWith({ "drafts/roles/men-wei.md": edited, "posts.txt": readFileSync(join(folder, "posts.txt")) });
    const again = await imported(folder, "posts.txt");
    expect(again.files[0]?.entries.map((e) => e.status)).toEqual(["there", "there"]);
    expect(again.report).toBe("drafts.import-report-2.md");
    expect(filesIn(join(folder, "drafts"))).toEqual(["roles/bao-an-2.md", "roles/bao-an.md", "roles/men-wei.md"]);
    expect(readFileSync(join(folder, "drafts/roles/bao-an.md"), "utf8")).toBe("mine");
    const { files } = await imported(other, "posts.txt");
    expect(files[0]?.entries).toMatchObject([{ status: "new" }, { id: "roles/men-wei", status: "differs" }]);
    expect(files[0]?.paragraphs[4]?.left).toEqual(["roles/men-wei is there already with other content: kept as it is"]);
    expect(readFileSync(join(other, "drafts/roles/men-wei.md"), "utf8")).toBe(edited);
  });

  test("--dry-run prints the report and writes nothing", async () => {
    const folder = folderWith();
    const { code, out } = await kb(["import", given("dogs.md"), "--to", "drafts", "--dry-run"], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toMatch(/^# Import report\n/u);
    expect(out).toContain("| drafts/policies/fa-kuan-biao-zhun.md | 罚款标准 | new |");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("for a reader: what came of each file, and where the report is", async () => {
    const folder = folderWith({ "a.txt": "保安职责\n1、巡逻。\n2、登记。\n相关链接" });
    const { out } = await kb(["import", "a.txt", "--to", "drafts"], { cwd: folder });
    expect(out).toBe(
      "a.txt: 4 paragraphs and rows, 3 taken, 0 in part, 1 left\ndrafts: 1 new (1 roles), 0 already there, 1 to look at\nreport: drafts.import-report.md\n",
    );
    const report = readFileSync(join(folder, "drafts.import-report.md"), "utf8");
    expect(report).toContain("| line 2 | 1、巡逻。 | roles/bao-an (duties\\[0\\]) |");
    expect(report).toContain("| line 4 | 相关链接 | left: belongs to the page, not to its text |");
  });

  test("a report is never written over another file", async () => {
    const folder = folderWith({ "a.txt": "保安职责\n1、巡逻。\n2、登记。", "r.md": "mine" });
    const { code, err } = await kb(["import", "a.txt", "--to", "drafts", "--report", "r.md"], { cwd: folder });
    expect({ code, err }).toEqual({ code: 1, err: "r.md is there already — choose another name for --report\n" });
    expect(existsSync(join(folder, "drafts"))).toBe(false);
  });
});

describe("what cannot be read", () => {
  test("nothing is written, not even of the files that can be read", async () => {
    const folder = folderWith({ "good.txt": "保安职责\n1、巡逻。\n2、登记。", "bad.docx": "%PDF-1.7" });
    const { code, out, err } = await kb(["import", "good.txt", "bad.docx", "--to", "drafts"], { cwd: folder });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/bad\.docx is a PDF — open it in Word or WPS and save it as \.docx, or copy its text into a \.txt file\n$/u);
    expect(readdirSync(folder).toSorted()).toEqual(["bad.docx", "good.txt"]);
  });

  test("--to a file is refused, and the file stays", async () => {
    const folder = folderWith({ "a.txt": "保安职责\n1、巡逻。\n2、登记。", drafts: "mine" });
    const { code, err } = await kb(["import", "a.txt", "--to", "drafts"], { cwd: folder });
    expect(code).toBe(1);
    expect(err).toContain("drafts");
    expect(readFileSync(join(folder, "drafts"), "utf8")).toBe("mine");
  });
});
