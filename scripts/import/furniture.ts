/** Lines that web pages and office systems put around a text; they hold no knowledge. */
const furniture: readonly RegExp[] = [
  /(?:收藏|下载|打印|关闭|复制|分享|转发)(?:本文|本页|全文|窗口|文档|手机版|到)/u,
  /点击(?:下载|查看|进入|这里|收藏)|文档下载|下载文档|相关(?:专题|推荐|文章|阅读|链接)|推荐度[:：]/u,
  /发布(?:时间|日期|人)[:：]|浏览次数|阅读次数|点击数|访问量|责任编辑[:：]|字体[:：]|字号[:：]|来源[:：].{0,20}(?:作者|时间)/u,
  /^(?:上一篇|下一篇|上一页|下一页|返回(?:顶部|首页|列表)|首页|当前位置[:：].*|您现在的位置.*|网站地图|联系我们|关于我们)/u,
  /版权所有|ICP备|公网安备|Copyright|All Rights Reserved|技术支持[:：]/iu,
  /^《[^》]{1,60}\.(?:docx?|xlsx?|pdf)》$/iu,
];

/** Why a line of text is furniture, or null. */
export function furnitureReason(text: string): string | null {
  return text.length <= 80 && furniture.some((pattern) => pattern.test(text)) ? "belongs to the page, not to its text" : null;
}
