/**
 * How the general dictionary cuts what callers say: pieces apart by "|", as nodejieba cuts them without HMM.
 * The comment says what the row is there for.
 */
export const cuts: readonly string[] = [
  "小区|老鼠|多|归|哪个|部门|管", // HMM would glue 多归
  "流浪狗|归|谁|管",
  "跨省|投诉|处理",
  "南京市|长江大桥", // not 南京|市长|江大桥
  "研究|生命|起源", // not 研究生|命
  "乒乓球|拍卖|完|了", // the likelier path, though people mean 球拍
  "路|灯不亮|找|谁", // the dictionary's own oddity; bigrams repair it
  "结婚登记|需要|什么|材料",
  "9|2|岁|老人|每月|补贴|多少|钱", // digits one by one: tokens join them again
  "拨打|1|2|3|4|5|热线",
  "我|的|e|t|c|卡|丢|了",
  "好|。|你好|,|再见",
  "的|的|的",
  "龘|龘|龘", // not in the dictionary
  "𠮷|野|家", // outside the basic plane: one piece, not two
  " | |a| |b",
];

/** With words of one's own, which the cut then takes whole. */
export const cutsWithOwnWords: readonly (readonly [own: string, cut: string])[] = [
  ["新农合", "新农合|报销|比例"],
  ["井盖", "井盖|丢|了"],
  ["路灯", "路|灯不亮|找|谁"], // whole by itself, yet the likelier path still wins
  ["12345热线", "拨打|12345热线"],
  ["流浪狗", "流浪狗|归|谁|管"],
];

/**
 * All terms of a text, in the order of their places, the longer first: words plain,
 * (parts of words), <bigrams>.
 */
export const tokens: readonly (readonly [text: string, terms: string])[] = [
  ["流浪狗归谁管", "流浪狗 (流浪) <浪狗> <狗归> <归谁> 归 <谁管> 谁 管"],
  ["跨省投诉处理", "跨省 <省投> 投诉 <诉处> 处理"],
  ["结婚登记", "结婚登记 (结婚) <婚登> (登记)"],
  ["南京市长江大桥", "南京市 (南京) (京市) <市长> 长江大桥 (长江) <江大> (大桥)"],
  ["龘龘龘", "<龘龘> 龘 <龘龘> 龘 龘"],
  ["𠮷野家", "<𠮷野> 𠮷 <野家> 野 家"],
  ["92岁", "92 岁"],
  ["拨打12345热线", "拨打 12345 热线"],
  ["我的etc卡", "<我的> 我 的 etc 卡"],
  ["abc def", "abc def"],
  ["b超,ct。", "b 超 ct"],
  ["管。谁", "管 谁"],
  ["狗,猫", "狗 猫"],
  ["……!?", ""],
  ["", ""],
];
