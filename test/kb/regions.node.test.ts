import { describe, expect, test } from "vitest";
import { holdsIn, regionName } from "../../src/kb/regions.ts";

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

describe("names of places", () => {
  test("a place is shown by its official name, an unknown one by its code", () => {
    expect(regionName("510981", regions)).toBe("射洪市");
    expect(regionName("999999", regions)).toBe("999999");
  });
});
