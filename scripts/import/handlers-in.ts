import type { DepartmentRegistry } from "../../src/kb/departments.ts";
import { didYouMean } from "../../src/kb/problem.ts";

/** A department a text names as the one in charge, by a name the registry knows. */
export type FoundHandler = { readonly department: string; readonly when?: string };
export type WhoHandles = {
  readonly handlers: readonly FoundHandler[];
  /** Names that no department has, as written, with the nearest that one does have. */
  readonly unknown: readonly { readonly said: string; readonly hint: string }[];
  /** What is being handled: what stands before the first of them. */
  readonly subject: string;
};

const place = "(?:全市|本市|我市|全省|市级?|省级?|区级?|县级?|当地|辖区|所在地|属地|上级|相关)?的?";
/** Words after which a department stands. `strong` ones say who is in charge by themselves, the others with a verb behind. */
const strong =
  "归属于?|属于|归口|归|属|交办给|交办至|交由|交给|交办|转给|转至|转办给|转交给?|移交给?|(?:责任|主管|承办|负责|办理|牵头|受理)(?:部门|单位|机构)(?:[:：]|是|为)|管理权限[全都均]?在|权限[全都均]?在";
const weak = "由|请|向|到|去|找|联系|咨询";
const verb =
  /^[^，。；,;]{0,14}?(?:负责|主管|管理|管辖|监管|管|承办|承担|办理|受理|处理|处置|解决|登记|申请|申报|申领|补办|开具|缴纳|核定|审定|领取|反映|投诉|举报|咨询|查询|查处|维修|维护|修复|牵头|协调|实施|审批|核实|清理|报案|求助)/u;
const triggers = new RegExp(`(?<![未不没])(${strong}|${weak})\\s*${place}`, "gu");
const bodyName =
  /^(?:(?![的属归由和与及])\p{Script=Han}){1,12}?(?:部门|局|委员会|管委会|发改委|卫健委|厅|署|办公室|街道办|委|办|中心|支队|大队|公司|派出所|法院|检察院|集团|社区|居委会|村委会|政府|银行|物业)/u;

/** Who handles what a sentence speaks of: 流浪狗的管理属于公安局管 · 由民政局负责 · 交办给住建局和城管局. */
export function handlersIn(text: string, registry: DepartmentRegistry): WhoHandles {
  const names = new Names(registry);
  const handlers: { department: string; at: number }[] = [];
  const unknown: { said: string; hint: string }[] = [];
  let subject: string | null = null;
  let end = 0;
  for (const match of text.matchAll(triggers)) {
    if (match.index < end) continue;
    const at = match.index + match[0].length;
    const isStrong = new RegExp(`^(?:${strong})`, "u").test(match[0]);
    const name = names.at(text, at) ?? names.at(text, match.index + (match[1]?.length ?? 0));
    const said = name?.said ?? bodyName.exec(text.slice(at))?.[0] ?? null;
    if (said === null) continue;
    const after = text.slice((name?.at ?? at) + said.length);
    if (!isStrong && !verb.test(after) && !/^[。；]?$/u.test(after)) continue;
    if (name === null) unknown.push({ said, hint: didYouMean(said, registry.names, "add it under departments/") });
    else handlers.push({ department: name.department, at: match.index });
    subject ??= subjectBefore(text, match.index);
    end = at + said.length;
    for (const more of names.following(text, (name?.at ?? at) + said.length)) {
      handlers.push({ department: more.department, at: match.index });
      end = more.at + more.said.length;
    }
  }
  const first = leading(text, names);
  if (handlers.length + unknown.length === 0 && first !== null)
    return { handlers: [{ department: first.department }], unknown, subject: first.subject };
  const places = new Set(handlers.map((h) => h.at));
  return {
    handlers: distinct(handlers.map(({ department, at }) => (places.size > 1 ? withCase(department, text, at) : { department }))),
    unknown,
    subject: subject ?? "",
  };
}

/** 公安局负责流浪狗的管理。 */
function leading(text: string, names: Names): { department: string; subject: string } | null {
  const name = names.at(text, 0) ?? names.at(text, /^[市省区县]/u.test(text) ? 1 : 0);
  if (name === null) return null;
  const match = /^(?:主要|具体|统一)?(?:负责|主管|承担|管理|受理)([^。；;，,]{2,40})/u.exec(text.slice(name.at + name.said.length));
  return match === null ? null : { department: name.department, subject: (match[1] ?? "").replace(/(?:的)?工作$/u, "") };
}

function withCase(department: string, text: string, at: number): FoundHandler {
  const clause =
    text
      .slice(0, at)
      .split(/[。；;，,]/u)
      .at(-1) ?? "";
  const when = stripLead(clause);
  return when === "" ? { department } : { department, when };
}

function distinct(handlers: readonly FoundHandler[]): FoundHandler[] {
  return handlers.filter((h, i) => handlers.findIndex((o) => o.department === h.department && o.when === h.when) === i);
}

/** What stands before "belongs to": the sentence's subject, or the sentence before where it only points back. */
function subjectBefore(text: string, at: number): string {
  const sentences = text
    .slice(0, at)
    .split(/[。！？!?]/u)
    .map((s) => s.trim());
  const own = stripLead(sentences.at(-1) ?? "");
  const before = sentences.slice(0, -1).filter((s) => s !== "");
  const subject = own.length >= 2 ? own : (before.at(-1) ?? own);
  return subject;
}

function stripLead(clause: string): string {
  let rest = clause.trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(/(?:应该|应当|应|需要|需|可以|可|就|则|都|均|全|直接|主要|统一|我们|是|将|要|已|该单|该|可能|一般|通常|才)$/u, "")
      .replace(/(?:^|[，,])(?:这个?|这件|这类|此类?|该|上述|以上)(?:问题|事情|事|电话单|单子?|情况|投诉|诉求|案|件)?$/u, "")
      .replace(/[，,、；;：:\s]+$/u, "");
  }
  return rest.replace(/^(?:关于|涉及到?|以后|对于|有关)+/u, "");
}

type Named = { readonly said: string; readonly department: string; readonly at: number };

/** The registry's names, found at a place of a text; the longest wins. */
class Names {
  readonly #registry: DepartmentRegistry;
  readonly #byFirst = new Map<string, string[]>();

  constructor(registry: DepartmentRegistry) {
    this.#registry = registry;
    for (const name of registry.names.filter((n) => n.length > 1).sort((a, b) => b.length - a.length)) {
      const first = name[0] ?? "";
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), name]);
    }
  }

  at(text: string, start: number): Named | null {
    const at = start + (/^\s*/u.exec(text.slice(start))?.[0].length ?? 0);
    const said = this.#byFirst.get(text[at] ?? "")?.find((name) => text.startsWith(name, at));
    // 民政部门 where the registry says 民政局.
    const branch = /^(\p{Script=Han}{2,8}?)(?:行政主管|行政|主管)?部门/u.exec(text.slice(at));
    const byBranch = branch === null ? null : this.#branch(branch[1] ?? "");
    if (branch !== null && byBranch !== null && branch[0].length > (said?.length ?? 0))
      return { said: branch[0], department: byBranch, at };
    if (said === undefined) return null;
    const whole = /^(?:行政主管部门|部门|局)/u.exec(text.slice(at + said.length))?.[0] ?? "";
    return { said: `${said}${/(?:局|部门)$/u.test(said) ? "" : whole}`, department: said, at };
  }

  /** 、和及 more of them. */
  following(text: string, start: number): Named[] {
    const found: Named[] = [];
    for (let at = start; ; ) {
      const joint = /^\s*(?:、|和|及|与|以及|或者?|，|,)\s*(?:市|省|区|县)?/u.exec(text.slice(at));
      const next = joint === null ? null : this.at(text, at + joint[0].length);
      if (joint === null || next === null) return found;
      at = next.at + next.said.length;
      // After a comma a clause of its own may begin: 住建局，城管局负责……
      if (/[，,]/u.test(joint[0]) && !/^\s*(?:$|[、，,。；;和及与])/u.test(text.slice(at))) return found;
      found.push(next);
    }
  }

  #branch(name: string): string | null {
    return [`${name}部门`, `${name}局`, `${name}委`, name].find((n) => this.#registry.resolve(n) !== null) ?? null;
  }
}

/** A name as it stands in a heading or a cell, resolved: 市城管局 → 城管局. Null where no department has it. */
export function resolveName(said: string, registry: DepartmentRegistry): string | null {
  const bare = said
    .replace(/[（(].*?[)）]/gu, "")
    .replace(/\s+/gu, "")
    .trim();
  const forms = [
    bare,
    bare.replace(/^(?:全|本|我)?[市省区县]/u, ""),
    bare.replace(/(?:行政主管|行政|主管)?部门$/u, "局"),
    bare.replace(/^.{2,6}?[市省区县](?=.{3,})/u, ""),
  ];
  return forms.find((form) => form !== "" && registry.resolve(form) !== null) ?? null;
}
