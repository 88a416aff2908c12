import fc from "fast-check";

/** Full names as people bear them: common surnames, compound ones; given names of one or two characters, easy and hard to tell from words. */
const surnames = [
  ..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩邓冯曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴",
];
const compound = ["欧阳", "上官", "司马", "诸葛"];
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉红文建国志慧鹏飞辉斌浩宇轩欣怡佳琪雪梅梓涵睿奕诺铭垚淼骞曦禾朵"];

export const anySurname = fc.oneof(
  { weight: 19, arbitrary: fc.constantFrom(...surnames) },
  { weight: 1, arbitrary: fc.constantFrom(...compound) },
);
const anyGiven = fc.array(fc.constantFrom(...given), { minLength: 1, maxLength: 2 }).map((characters) => characters.join(""));
export const anyName = fc.tuple(anySurname, anyGiven).map(([surname, name]) => ({ surname, given: name, full: surname + name }));

/** What callers go on to say; each begins with a word. */
export const anyConcern = fc.constantFrom(
  "路灯坏了",
  "家里停水了",
  "小区的井盖丢了",
  "楼上漏水没人管",
  "门口垃圾没人清",
  "想问高龄补贴",
  "反映噪音扰民",
  "投诉物业乱收费",
  "今年92岁",
  "住在河东新区",
  "是业主",
  "晚上工地施工",
  "老人被狗咬了",
  "厨房下水道堵了",
  "车子被划了",
  "没有领到工资",
  "前天被骗了钱",
);
