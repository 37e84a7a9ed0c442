import { fold } from './cell-kinds.ts';

/** What a column asks for, as its heading says; `text` is a known heading without a demand on its cells. */
export type HeadingKind =
  | 'level1'
  | 'level2'
  | 'name'
  | 'target'
  | 'actual'
  | 'amount'
  | 'rate'
  | 'points'
  | 'score'
  | 'text';

const KINDS: readonly (readonly [HeadingKind, RegExp])[] = [
  ['level1', /^一级(?:绩效)?指标$/],
  ['level2', /^二级(?:绩效)?指标$/],
  ['name', /^(?:[三四]级(?:绩效)?指标|指标名称|指标内容|考核指标|评价指标|具体指标)$/],
  ['rate', /^.{0,6}(?:执行率|得分率|完成率|到位率|支付率|支出率|执行进度|占比|比例)%?$/],
  ['points', /^(?:参考|指标|标准|权重)?(?:分值|权重)(?:分值|占比)?$|^满分$/],
  ['score', /^(?:自评|评价|指标|实际|单项指标|复核|考核)?(?:折算)?(?:得分|评分|复核分|自评分)$/],
  ['amount', /^.{0,8}(?:预算数?|执行数|决算数?|到位数|支出数|到位资金|执行资金|安排资金|支付数|结转数?|结余数?)$/],
  ['amount', /^(?:.{0,6}金额|小计|本年支出|资金(?:安排|到位|使用|支出|执行|支付|拨付)?情况)$/],
  ['target', /^.{0,6}(?:指标值|目标值|标准值)$/],
  ['actual', /^.{0,8}(?:完成值|实际值|完成指标值|完成情况|完成结果|实现情况)$/],
  ['text', /(?:原因|措施|备注|说明|情况综述|依据|描述)$|^.{0,6}原因.{0,14}$/],
  ['text', /^(?:序号|行次|编号|指标性质|符号|度量单位|计量单位|单位|类别|项目|内容|名称|资金来源|评分标准|评分细则)$/],
  [
    'text',
    /^(?:预期目标|总体目标|年度总体目标|年初设定目标|年度预期目标|项目年度目标|情况说明|预算安排|资金(?:到位|执行|支出)|合计)$/,
  ],
];

/** Label of a key and its value in one row: 项目名称, 主管部门, 实施单位 … */
const KEY =
  /^(?:.{0,8}(?:项目|转移支付|专项|资金|单位|部门)(?:\(.{1,4}\))?名称|.{0,8}主管(?:部门|单位)|.{0,8}(?:实施|使用|承担|责任|执行)(?:\(主管\))?单位|项目(?:类别|属性|类型|负责人|编码|代码|周期|起止时间|期限)|.{0,8}负责人.{0,6}|联系人|联系电话|电话|填报(?:日期|时间|单位|人)|评价(?:等级|结论)|(?:自评)?等级|资金用途|预算编码|金额单位)$/;
/** Rows that close a form: the total, the reasons, the remarks. */
const TAIL =
  /^(?:总分|总得分|得分合计|自评总?得?分|评价总?得分|综合得分|分数合计|评价等级|.{0,6}(?:偏差|未完成|未达标|目标).{0,12}原因.{0,12}|.{0,4}改进措施.{0,12}|备注|说明|其他需要说明.{0,8}|结果应用.{0,6}|填表人.{0,40}|自评结论|评价结论|存在(?:的)?问题.{0,12})$/;
const TOTAL = /^(?:总分|总计|合计|总得分|得分合计|自评总?得?分|综合得分|分数合计)$/;
/** Headings of a block of rows that stand at its left side, merged downwards. */
const BLOCK = /资金|预算|绩效|指标|目标|情况/;

/** The words of a heading: folded, what stands in brackets left out (预算数(A), 得分（20分*执行率）). */
function words(text: string): string {
  const bare = fold(text).replace(/\([^()]*\)/g, '');
  return bare.replace(/[:*]+$/, '');
}

export function headingKind(text: string): HeadingKind | null {
  const bare = words(text);
  if (bare === '' || bare.length > 24) return null;
  return KINDS.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
}

export function isKeyLabel(text: string): boolean {
  return KEY.test(words(text)) || KEY.test(fold(text).replace(/:$/, ''));
}

export function isTailLabel(text: string): boolean {
  return TAIL.test(words(text));
}

export function isTotalLabel(text: string): boolean {
  return TOTAL.test(words(text));
}

export function isBlockLabel(text: string): boolean {
  return BLOCK.test(words(text)) && !isKeyLabel(text) && words(text).length <= 20;
}

/** 数量指标, 社会效益 …: headings the ministry's scheme knows on level 2 only. */
export function isSecondLevel(text: string): boolean {
  return /^(?:数量|质量|时效|成本|经济成本|社会成本|经济效益|社会效益|生态效益|环境效益|可持续影响|服务对象满意度)(?:指标)?$/.test(
    words(text),
  );
}

/** 指标2:, …… and the like: places left to be filled. */
export function isPlaceholder(text: string): boolean {
  return /^(?:指标\d*:?|[.…·—\-/]+)$/.test(fold(text));
}
