import type { LabelRole } from '../../pipeline/model/heading-words.ts';

/** Labels of the head of a form, folded and without brackets; tried from top to bottom, the whole label has to match. */
export const LABELS: readonly { readonly role: LabelRole; readonly pattern: RegExp }[] = [
  {
    role: 'project',
    pattern: /^(?:一级|二级)?(?:专项资金|专项|预算|财政|支出|评价)*(?:项目|专项|资金|政策|转移支付|转移)+名称$/u,
  },
  {
    role: 'department',
    pattern:
      /^(?:中央|地方|省级?|市级?|区级?|县级?|自治区级?|本级|预算|项目|一级|上级|行业|业务)*主管(?:预算)?(?:部门|单位)(?:名称)?(?:及其?(?:代码|编码))?$/u,
  },
  {
    role: 'unit',
    pattern:
      /^(?:项目|资金|预算|部门|具体|本级|评价|自评|填报|填表|申报|编制|被评价)*(?:实施|使用|执行|承担|建设|填报|填表|申报|自评|评价|项目|预算)?(?:单位|部门)(?:名称)?$/u,
  },
  { role: 'amount-unit', pattern: /^(?:金额|资金|计量|货币)?单位$/u },
  { role: 'year', pattern: /^(?:预算|评价|自评|绩效|项目|实施|填报|考核|财政|所属)*(?:年度|年份)$/u },
  {
    role: 'total-score',
    pattern:
      /^(?:自评|评价|综合|绩效|最终|项目|本项目|单位|总体|年度)*(?:总分|总得分|得分|评分|总评分|得分合计|分数)$/u,
  },
  {
    role: 'grade',
    pattern: /^(?:自评|评价|综合|绩效|考核|结果|评定|评价结果|自评结果)*(?:等级|等次|级别|评级|结论|档次)$/u,
  },
  {
    role: 'other',
    pattern:
      /^(?:项目|是否|资金|联系|填表|填报|单位|负责|其他|备注|偏差|改进|问题|结果|说明|存在|立项|实施|起止|绩效自评|自评|建议|下一步|未完成|审核|复核|主要|评价|预算|部门|年度|一般|有关)*(?:类别|属性|类型|性质|负责人.*|联系人.*|电话|联系电话|为专项资金|说明事项|需要说明事项|需要说明的问题|需要说明的事项|原因分析|改进措施.*|应用方案|期限?|时间|人|签字|盖章|概况|依据|地点|内容|结论|意见|责任人|编码|代码|编号|目标未完成原因分析|大或目标未完成原因分析|职能概述|职责)$/u,
  },
];

/** First cell of a row that sums up the rows above. */
export const TOTAL_LABEL =
  /^(?:自评|评价|综合|绩效|最终|项目|本项目|指标|总体|实际)*(?:总分|总得分|总计|合计|得分合计|总分值|总评分|合计得分|分值合计|合计分值?|总评)$/u;
/** First cell of a row that sums up one group of rows. */
export const SUBTOTAL_LABEL =
  /^(?:.{1,8})?小计$|^(?:项目|部门)?(?:产出|效益|效果|满意度|决策|过程|投入|管理|过程管理|成本)(?:类|指标|类指标)?合计(?:得分)?$/u;
/** Words of an overall grade. */
export const GRADE_WORD =
  /^(?:优|良|中|差|好|优秀|良好|中等|一般|较好|较差|合格|不合格|基本合格|及格|不及格|达标|[ABCD])$/u;
