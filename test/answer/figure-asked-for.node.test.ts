import { describe, expect, test } from "vitest";
import { selectFigures } from "../../src/answer/figures.ts";
import { understand } from "../../src/query/understand.ts";
import { snapshot, today } from "./ask-the-base.ts";

/** The numbers marked when a question is answered from an entry. */
function marked(question: string, id: string): unknown[] {
  const { figures } = selectFigures(snapshot, understand(snapshot, question, { at: today }), snapshot.entry(snapshot.documentOf(id)));
  return figures.flatMap((f) => (f.matched ? [f.range ?? f.value] : []));
}

describe("the figure asked for is marked, and no other", () => {
  test.each([
    // by its unit
    ["投诉处理分几个阶段", "guides/complaints/four-stages", [4]],
    ["二线晚班被叫，多久必须到科", "roles/anaesthesia/second-line-doctor", [30]],
    ["试用期多长", "guides/company/probation", [[0.5, 1]]],
    // by what its label measures
    ["刚招进来的人要试用多长时间", "guides/company/probation", [[0.5, 1]]],
    // by the name that says more of the question
    ["VIP人工台应答超时率是多少", "guides/standards/answer-timeout-rate", [10]],
    ["施工现场职工大会时长是多少", "roles/construction/project-manager", [30]],
    // by the part of the day
    ["正常班上午几点到几点", "guides/anaesthesia/shift-regular", [["08:00", "12:00"]]],
    ["总务护士下午几点到几点上班", "roles/anaesthesia/general-affairs-nurse", [["14:30", "17:30"]]],
    // by its condition
    ["男麻醉医生多少岁可以不值一线班", "roles/anaesthesia/attending-physician", [50]],
    ["女麻醉医生多少岁可以不值一线班", "roles/anaesthesia/attending-physician", [45]],
    ["准备间护士下午四点下班登记多少超时", "roles/anaesthesia/preparation-room-nurse", [1]],
    // what is stated is not what is asked for
    ["保留5%的忠实顾客，利润翻倍要几年", "guides/service/customer-value", [10]],
  ])("%s → %j", (question, id, values) => {
    expect(marked(question, id)).toEqual(values);
  });

  test("none where no number is asked for", () => {
    expect(marked("投诉处理的阶段", "guides/complaints/value-of-solving")).toEqual([]);
  });
});
