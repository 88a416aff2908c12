/** What Chinese headings look like, by their words and their form alone. */

/** Nouns that end a heading rather than a sentence. */
const headingNouns =
  "测试卷|试卷|考核表|登记表|审批表|申请表|统计表|附表|职责|职能|责任制?|守则|制度|规定|办法|规范|标准|须知|指南|指引|流程|程序|步骤|要求|条件|细则|方案|措施|问答|解答|试题|测试题|检测题|考题|题库|练习题|概述|简介|概念|说明|说明书|清单|目录|一览|一览表|教材|手册|汇编|大全|附则|总则|通则|简述|口径|答复|政策|待遇|礼仪|技巧|方法|原则|知识";
const endsLikeHeading = new RegExp(`(?:${headingNouns})(?:[（(][^（()）]{1,20}[)）])?$`, "u");

/** Words that name a post or a profession at the end of a heading. */
const occupations =
  /(?:人员|[^动全议党委成会球]员|[^教大军老宗导出法祖律国]师|教师|导师|律师|厨师|老师|医生|护士|护工|主任|助理|秘书|经理|总监|主管|总管|专员|干事|顾问|会计|出纳|司机|保安|门卫|督导|班长|组长|队长|科长|处长|局长|站长|所长|院长|校长|园长|厂长|店长|部长|行长|村长|台长|馆长|区长|市长|县长|乡长|镇长|董事长|秘书长|护士长|领班|书记|总工|工人|义工|志愿者|代表|工程师|带班|一线|二线|一值|二值|三值)$/u;

/** A heading's text for comparing: without blanks between single characters, closing marks and a subtitle behind a dash. */
export function bareHeading(text: string): string {
  const closed = text
    .replace(/^附[件录则]?[一二三四五六七八九十\d]*\s*[：:]\s*(?=.{4})/u, "")
    .replace(/\s*[—–-]{2,}.*$/u, "")
    .replace(/[\s：:，,。.、;；]+$/u, "")
    .trim();
  // 安 全 员 职 责: spaced out to fill a line.
  return /^(?:\S\s+){2,}\S$/u.test(closed) ? closed.replace(/\s+/gu, "") : closed;
}

export type DutiesHeading = {
  /** Whose duties: 安全员, 公司财务部; "" where the heading says only 岗位职责. */
  readonly subject: string;
};

const dutiesPattern =
  /^(.*?)的?(?:(?:岗位|工作|主要|管理|安全|基本|具体|法定|全部|部门|机构)*(?:职责|责任制|职能)(?:与?任务|及分工|分工|范围|制度?|说明书?|描述|规定|汇编|要求|内容|简述|概述)?|岗位说明书|工作内容|工作任务|(?:工作)?守则)(?:[（(][^（()）]{0,15}[)）])?(?:\s\S{1,4})?$/u;
/** A sentence about duties is not a heading: 负责监督话务员履行岗位职责. */
const verbs =
  /^(?:负责|履行|认真|严格|监督|检查|落实|明确|制[定订]|执行|完成|按照|按|根据|依照|遵守|熟悉|了解|掌握|具有|承担|协助|参与|组织|贯彻|其他|其它|不|应|必须|须|要|能|对|做好|关于|为|如|若|凡|有|是)/u;

/** "安全员岗位职责", "公司财务部职责", "话务员守则" → whose; null for anything else. */
export function dutiesHeading(text: string): DutiesHeading | null {
  const bare = bareHeading(text);
  if (bare.length > 32 || /[。；！？?!;]/u.test(bare)) return null;
  const subject = dutiesPattern.exec(bare)?.[1]?.trim();
  if (subject === undefined || verbs.test(subject) || /[，,：:]/u.test(subject)) return null;
  return { subject: subject.replace(/^《|》$/gu, "") };
}

/** True for the name of a post standing alone: 二线医生, 主任助理, 总住院医师（住院总）. */
export function isOccupation(text: string): boolean {
  const bare = bareHeading(text).replace(/[（(][^（()）]{1,12}[)）]$/u, "");
  return bare.length >= 2 && bare.length <= 20 && !/[，,。；：:！？]/u.test(bare) && !verbs.test(bare) && occupations.test(bare);
}

/** 任职要求, 应具备的条件和任职资格: what somebody must bring along, beside the duties. */
export function isRequirements(text: string): boolean {
  return /^(?:\S{0,6})?(?:任职|任职资格|岗位|上岗|聘任)(?:要求|条件|资格)$|^应?具备的.{0,8}(?:条件|资格)$|(?:条件和?任职资格|任职要求)$/u.test(
    bareHeading(text),
  );
}

/** Ends the way headings do, and holds no sentence. */
export function endsAsHeading(text: string): boolean {
  const bare = bareHeading(text).replace(/^关于/u, "");
  if (bare.length < 2 || bare.length > 30 || /[。；！？，,;：:]/u.test(bare) || verbs.test(bare)) return false;
  return endsLikeHeading.test(bare) || dutiesHeading(bare) !== null;
}

/** A single question: 高龄补贴怎么申请？ */
export function isQuestion(text: string): boolean {
  return /^[^。！？?!；;：:]{3,80}[？?]\s*$/u.test(text.trim()) || explicitQuestion.test(text.trim());
}

export const explicitQuestion = /^(?:问题?|提问|Q)\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、．]\s*/iu;
export const explicitAnswer = /^(?:答案?|回答|解答|答复|A)\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、．]\s*/iu;

/** Headings under which statements are asked for and answered. */
export function announcesQuiz(text: string): boolean {
  return /(?:试题|测试题|检测题|考题|题库|练习题|竞赛题|知识题|测试卷|试卷|填空题|选择题|判断题|问答题|练习|考试|测验)/u.test(text);
}

const bodyNames =
  "公司|集团|医院|卫生院|卫生室|学校|小学|中学|大学|学院|幼儿园|局|委员会|管委会|委|办公室|中心|科室|科|室|部|处|所|站|队|厂|馆|院|热线|银行|街道|社区|车间|班组|测量组|项目组|组";
const leadingBody = new RegExp(`^.*(?:${bodyNames})(?=[^长员])`, "u");

/** The body that a title begins with: 云台小学档案人员 → 云台小学; null where it names none. */
export function bodyIn(text: string): string | null {
  const found =
    leadingBody
      .exec(`${bareHeading(text)}　`)?.[0]
      .replace(/^[\s\d_—–-]+/u, "")
      .trim() ?? "";
  return found.length >= 2 && !/[，,。；：:？！]/u.test(found) ? found : null;
}

const offices =
  "局|厅|署|发改委|卫健委|卫计委|委员会|管委会|人民政府|政府|办公室|支队|大队|街道办事处|街道办|法院|检察院|税务局|公安分局|海关|中心|委|办";
const officeName = new RegExp(`^(?:[\\p{Script=Han}]{1,18})(?:${offices})(?:[（(][^（()）]{1,15}[)）])?$`, "u");

/** True for the name of a public body standing alone: 市城市管理局, 高新区管委会. */
export function isOffice(text: string): boolean {
  const bare = bareHeading(text);
  return bare.length <= 24 && !verbs.test(bare) && officeName.test(bare);
}
