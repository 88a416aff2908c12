import { describe, expect, test } from "vitest";
import { departmentResponse, departmentsResponse } from "../../src/http/schemas.ts";
import { call, read, readProblem } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

const profile = (name: string) => read(departmentResponse, call(`/v1/departments/${encodeURI(name)}`));

test("the directory lists every department, with other names and lineage", async () => {
  const { departments } = await read(departmentsResponse, call("/v1/departments"));
  expect(departments.map((d) => d.name)).toEqual(["民政局", "市场监督管理局", "公安局", "城市管理局"]);
  expect(departments[1]).toEqual({
    id: "departments/market-regulation",
    name: "市场监督管理局",
    aliases: ["市监局"],
    region: null,
    lineage: [{ name: "工商局", aliases: ["工商所"], from: "2001-01-01", to: "2019-01-01", into: null, basis: "机构改革" }],
  });
});

describe("a profile", () => {
  test.each([
    ["departments/market-regulation", "its id"],
    ["market-regulation", "the short form of its id"],
    ["市场监督管理局", "its name"],
    ["市监局", "another name"],
    ["工商局", "its former name"],
    ["工商所", "another form of its former name"],
  ])("is found by %s (%s)", async (name) => {
    expect(await profile(name)).toEqual(await profile("departments/market-regulation"));
  });

  test.each(["departments/urban/management", "urban/management", "departments%2Furban%2Fmanagement", "城管局"])(
    "of a department in a subfolder is found by %s",
    async (name) => {
      const { department } = await read(departmentResponse, call(`/v1/departments/${name}`));
      expect(department.id).toBe("departments/urban/management");
    },
  );

  test("says what it is and everything it handles, with its part and under which name", async () => {
    const { department } = await profile("market-regulation");
    expect(department.text).toBe("市场监督管理局负责登记和消费者权益。");
    expect(department.handles).toEqual([
      { id: "matters/gutter-oil", kind: "matter", title: "地沟油", role: "lead", when: null, formerly: "工商局" },
    ]);
    expect((await profile("城管局")).department.handles).toMatchObject([
      { id: "matters/anju-manhole-covers", role: "lead" },
      { id: "matters/manhole-covers", role: "lead" },
      { id: "matters/stray-dogs", role: "assist", when: "伤人之前" },
    ]);
  });

  test.each(["nowhere", "matters/stray-dogs", "公安", "__proto__", "%00"])("%s is no department", async (name) => {
    expect(await readProblem(404, call(`/v1/departments/${name}`))).toMatchObject({
      detail: "There is no department with this id or name.",
    });
  });
});
