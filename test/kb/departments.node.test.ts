import { describe, expect, test } from "vitest";
import { type DepartmentRecord, DepartmentRegistry } from "../../src/kb/departments.ts";

const since = { basis: "机构改革", aliases: [] };
const records: DepartmentRecord[] = [
  {
    id: "departments/market",
    name: "市场监督管理局",
    aliases: ["市监局"],
    region: undefined,
    lineage: [
      { ...since, name: "工商局", aliases: ["工商部门"], to: "2019-01-01" },
      { ...since, name: "质监局", to: "2019-01-01" },
    ],
  },
  {
    id: "departments/health",
    name: "卫健委",
    aliases: ["卫生部门"],
    region: undefined,
    lineage: [
      { ...since, name: "卫生局", to: "2014-01-01" },
      { ...since, name: "卫计委", from: "2014-01-01", to: "2019-01-01" },
    ],
  },
  { id: "departments/housing", name: "住建局", aliases: ["建设局"], region: undefined, lineage: [] },
  {
    id: "departments/estate",
    name: "房产中心",
    aliases: [],
    region: undefined,
    lineage: [{ ...since, name: "房管局", to: "2019-01-01", into: "建设局" }],
  },
];
const registry = new DepartmentRegistry(records);
const shown = (name: string, day: string) => {
  const label = registry.label(name, day);
  return label === null ? null : label.formerly === null ? label.name : `${label.name}（原${label.formerly}）`;
};

describe("a name leads to today's body", () => {
  test.each([
    ["its name", "市场监督管理局", "departments/market", null],
    ["an alias", "市监局", "departments/market", null],
    ["a former name", "工商局", "departments/market", "工商局"],
    ["an alias of a former name, and says the former name", "工商部门", "departments/market", "工商局"],
    ["a former name whose work went to another body", "房管局", "departments/housing", "房管局"],
  ])("by %s", (_, name, id, former) => {
    expect(registry.resolve(name)).toMatchObject({ department: { id }, former });
  });

  test("a name nobody has leads nowhere", () => {
    expect(registry.resolve("宇宙局")).toBeNull();
    expect(registry.label("宇宙局", "2026-01-01")).toBeNull();
    expect(registry.byId("departments/space")).toBeNull();
  });

  test("every spelling it lists resolves", () => {
    expect(registry.names.filter((name) => registry.resolve(name) === null)).toEqual([]);
    expect(registry.names).toHaveLength(13);
  });

  test("a present name wins over a former one of the same spelling", () => {
    const both = new DepartmentRegistry([
      { id: "a", name: "甲局", aliases: [], region: undefined, lineage: [{ ...since, name: "乙局", to: "2019-01-01" }] },
      { id: "b", name: "乙局", aliases: [], region: undefined, lineage: [] },
    ]);
    expect(both.resolve("乙局")).toMatchObject({ department: { id: "b" }, former: null });
  });
});

describe("a department is called as on the day asked about", () => {
  test.each([
    ["工商局", "2014-06-01", "工商局"],
    ["工商局", "2018-12-31", "工商局"],
    ["工商局", "2019-01-01", "市场监督管理局（原工商局）"],
    ["工商部门", "2026-05-01", "市场监督管理局（原工商局）"],
    ["市监局", "2026-05-01", "市场监督管理局"],
    ["房管局", "2018-06-01", "房管局"],
    ["房管局", "2026-05-01", "住建局（原房管局）"],
  ])("%s on %s → %s", (name, day, expected) => {
    expect(shown(name, day)).toBe(expected);
  });

  test("between two renamings the name of that time is said", () => {
    expect(shown("卫生局", "2013-12-31")).toBe("卫生局");
    expect(shown("卫生局", "2016-01-01")).toBe("卫计委（原卫生局）");
    expect(shown("卫生局", "2026-01-01")).toBe("卫健委（原卫生局）");
  });

  test("a present name about a past day: the old name if there was one, today's if there were several", () => {
    expect(shown("卫健委", "2013-12-31")).toBe("卫生局");
    expect(shown("卫健委", "2016-01-01")).toBe("卫计委");
    expect(shown("市场监督管理局", "2016-01-01")).toBe("市场监督管理局");
  });

  test("whatever it is called, it keeps its id", () => {
    for (const day of ["2010-01-01", "2016-01-01", "2026-01-01"]) expect(registry.label("卫生局", day)?.id).toBe("departments/health");
  });
});
