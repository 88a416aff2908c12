import type { SourceFile } from "../../src/kb/parse.ts";

/** A sound knowledge base of four files, on which tests build. */
export const smallKnowledgeBase: readonly SourceFile[] = [
  {
    path: "departments/market-regulation.md",
    text: `---
name: 市场监督管理局
aliases: [市监局]
lineage:
  - { name: 工商局, aliases: [工商部门], to: "2019-01-01", basis: 2018年机构改革 }
reviewed: null
source: { title: 机构沿革 }
---
市场监督管理局负责市场秩序。
`,
  },
  {
    path: "departments/public-security.md",
    text: `---
name: 公安局
aliases: [市公安局]
reviewed: null
source: { title: 机构沿革 }
---
公安局维护社会治安。
`,
  },
  {
    path: "matters/stray-dogs.md",
    text: `---
title: 城市流浪狗
questions: [流浪狗归谁管, 野狗太多找哪个部门]
handlers:
  - { department: 公安局 }
region: "510900"
reviewed: null
source: { title: 测试题 }
---
流浪狗由公安局负责。

先问清楚地点。
`,
  },
  { path: "regions.yaml", text: '"510000": [四川省, 四川]\n"510900": [遂宁市, 遂宁]\n' },
];

/** The small base with files added, or put in the place of its own. */
export function withFiles(files: readonly SourceFile[]): SourceFile[] {
  return [...smallKnowledgeBase.filter(({ path }) => !files.some((f) => f.path === path)), ...files];
}
