/**
 * Chinese surnames with the natural logarithm of how often one is borne, roughly: the commoner
 * ones by name, the rest by how rare they are as a group. General knowledge of the language.
 */
const commonest = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
const common =
  "郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武孔汤康施温于任文常安易牛";
const rare =
  "樊葛邢齐乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南储栗燕楚鄢劳谌奚皮粟冼蔺楼闻厉伊仝郜阚屠朴练廉禹祖漆巴丰卿狄宣晋芮扈晁浦戈鹿薄邸雍辜羊裘亓修邰赫杭况宿逯隆茹危亢嵇湛宾戎勾茅揭檀昝衡尧代莫向付";
const compound =
  "欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 令狐 公孙 慕容 长孙 宇文 轩辕 端木 百里 东郭 呼延 澹台 赫连 钟离 淳于 申屠 闻人 完颜 拓跋";

/** Characters that are often given to children. */
const given =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉红文建国志慧鹏飞辉斌波峰健俊浩宇轩欣怡佳琪雪梅兰凤琴云莲真环玲芬燕彩春菊珍贞莉晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶蓉眉君薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘淑素巧惠珠翠香爱媛瑞凡荣雅芝萍";

/** Words of grammar that a name hardly holds: what follows a name begins with one of them. */
const grammar =
  "的了是在我你他她它们不没就要想来去也都很吗呢吧啊呀住打问说被把给跟与及或从到对向因为所但而且还又再能这那哪什么怎谁几个位先女家有今昨前后上下电手身号反投咨请您给让叫做买卖吃喝坐开修办交用看见听告知道觉需该会可已正将";

const frequency = new Map<string, number>();
const likelihood = new Map<string, number>();
for (const [names, logProbability] of [
  [[...rare], -8.5],
  [[...common], -5.5],
  [[...commonest], -3.3],
  [compound.split(" "), -9],
] as const)
  for (const name of names) frequency.set(name, logProbability);
for (const character of given) likelihood.set(character, grammar.includes(character) ? -8.5 : -5.5);
for (const character of grammar) if (!likelihood.has(character)) likelihood.set(character, -12);
for (const character of "二三四五六七八九") likelihood.set(character, -7);

/** ln p of the surname that stands at a place of a text, the longer one first; null: none does. */
export function surnameAt(text: string, at: number): { readonly length: number; readonly logProbability: number } | null {
  for (const length of [2, 1]) {
    const surname = text.slice(at, at + length);
    const logProbability = frequency.get(surname);
    if (logProbability !== undefined) return { length: surname.length, logProbability };
  }
  return null;
}

/** ln p of a character within a given name. */
export function givenLogProbability(character: string): number {
  return likelihood.get(character) ?? -9.5;
}

/** True for the characters of grammar, of which a name holds next to none. */
export function isGrammar(character: string): boolean {
  return grammar.includes(character);
}
