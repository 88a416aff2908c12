import { describe, expect, test } from "vitest";
import { holdsIn, regionName, regionsNamed } from "../../src/kb/regions.ts";

const regions = {
  "510000": ["四川省", "四川"],
  "510900": ["遂宁市", "遂宁"],
  "510903": ["船山区", "船山"],
  "510981": ["射洪市", "射洪县", "射洪"],
  "500000": ["重庆市", "重庆"],
};

describe("a rule holds in its region and in the regions inside it", () => {
  test.each([
    ["510900", "510900", true],
    ["510900", "510903", true],
    ["510000", "510903", true],
    ["510903", "510900", false],
    ["510900", "510000", false],
    ["510900", "511000", false],
    ["500000", "510900", false],
    ["100000", "510903", true],
    [undefined, "510903", true],
  ])("%s in %s: %s", (rule, place, holds) => {
    expect(holdsIn(rule, place)).toBe(holds);
  });

  test("it is transitive: county ⊂ city ⊂ province", () => {
    const codes = Object.keys(regions);
    for (const a of codes)
      for (const b of codes)
        for (const c of codes) if (holdsIn(a, b) && holdsIn(b, c)) expect(`${a}⊇${c}: ${holdsIn(a, c)}`).toContain("true");
  });
});

describe("places that a text names", () => {
  test.each([
    ["射洪县的车要交桥梁费吗", ["510981"]],
    ["从重庆到遂宁市船山区", ["500000", "510900", "510903"]],
    ["遂宁市，也就是遂宁", ["510900"]],
    ["四川省遂宁市", ["510000", "510900"]],
    ["流浪狗归谁管", []],
    ["", []],
  ])("%s → %j", (text, codes) => {
    expect(regionsNamed(text, regions)).toEqual(codes);
  });

  test("a longer name is not taken for the shorter one in it", () => {
    expect(regionsNamed("河西区", { "120100": ["河西"], "120103": ["河西区"] })).toEqual(["120103"]);
  });

  test("a place is shown by its official name, an unknown one by its code", () => {
    expect(regionName("510981", regions)).toBe("射洪市");
    expect(regionName("999999", regions)).toBe("999999");
  });
});
