import type { FundRole, IndicatorRole } from '../../pipeline/model/heading-words.ts';

/** Heading words of one role: whole folded headings (brackets and blanks removed), and a pattern for the ways they are varied. */
export interface HeadingWords<Role extends string> {
  readonly role: Role;
  readonly words: readonly string[];
  /** Source of a regular expression that must match the whole heading. */
  readonly pattern?: string;
}

const WHO = '(?:自评|自我|专家|单位|部门|评价|评定|指标|实际|实得|单项|单项指标|项目|最终|年度|考核|绩效|综合)*';

/** Headings of indicator blocks, tried from top to bottom; the first that matches wins. */
export const INDICATOR_HEADINGS: readonly HeadingWords<IndicatorRole>[] = [
  { role: 'level1', words: [], pattern: '(?:指标)?一级(?:绩效|评价)?指标?(?:名称|分类|及权重)?' },
  { role: 'level2', words: [], pattern: '(?:指标)?二级(?:绩效|评价)?指标?(?:名称|分类|及权重)?' },
  {
    role: 'level3',
    words: ['具体指标', '指标名称', '绩效指标名称'],
    pattern: '(?:指标)?三级(?:绩效|评价)?指标?(?:名称|内容|及权重)?',
  },
  {
    role: 'review-score',
    words: [],
    pattern:
      '.*(?:复核|审核|核查|复评|抽查|核定|评审|再评价|财政评价|主管部门|财政部门).*(?:得分|评分|分数|分)(?:值|数)?',
  },
  { role: 'weighted-score', words: [], pattern: '.*(?:折算|加权|折合|换算).*(?:得分|分值|分数|分)' },
  { role: 'score-rate', words: [], pattern: '.*得分率' },
  {
    role: 'words',
    words: [
      '序号',
      '行次',
      '编号',
      '内容',
      '分类',
      '备注',
      '说明',
      '备注说明',
      '其他说明',
      '计算公式',
      '计算方法',
      '取值依据',
      '数据来源',
      '评价要点',
      '评价依据',
      '证明材料',
      '指标类型',
      '指标方向',
      '指标属性',
      '指标类别',
      '权重说明',
      '绩效标准',
      '指标依据',
      '责任单位',
      '完成时限',
    ],
    pattern:
      '(?:指标|绩效指标)(?:描述|解释|说明|内容|定义|含义)(?:及.*)?|(?:评分|评价|计分|扣分|得分|打分|赋分|考核)(?:标准|方法|规则|办法|细则|依据|说明|过程|要点|准则)(?:及.*)?|佐证.*|.*(?:数据|资料)来源|.*佐证材料',
  },
  {
    role: 'deviation',
    words: [
      '原因',
      '原因分析',
      '原因说明',
      '改进措施',
      '原因及改进措施',
      '原因分析及改进措施',
      '存在问题及改进措施',
      '存在问题和改进措施',
      '存在问题及原因',
    ],
    pattern: '.*(?:偏差|未完成|未达标|未达成|未达到|扣分|失分|差异|偏离|未实现).*(?:原因|分析|说明|措施|情况).*',
  },
  {
    role: 'not-kept',
    words: ['单项指标完成情况', '是否完成', '完成与否', '偏差率', '偏差度', '偏差'],
    pattern: '.*(?:完成|达成|实现|到位)(?:率|比例|比率|程度|度|百分比)',
  },
  {
    role: 'operator',
    words: ['符号', '指标性质', '性质', '比较符', '条件', '比较关系', '关系符', '计算符号'],
    pattern: '(?:指标|运算|比较)符号',
  },
  { role: 'target-unit', words: ['单位', '度量单位', '计量单位', '指标单位', '指标值单位', '目标值单位'] },
  {
    role: 'points',
    words: [
      '分值',
      '权重',
      '权数',
      '标准分',
      '满分',
      '基准分',
      '权重值',
      '赋分',
      '赋值',
      '总分值',
      '应得分',
      '应得分值',
    ],
    pattern:
      '(?:指标|分值|参考|标准|设定|基础|单项|分项|评价|考核|权重|三级指标|绩效)*(?:分值|权重|标准分|满分|权数|权值)(?:分值|占比|值|比例|系数|分)?',
  },
  { role: 'score', words: ['评分', '打分', '自评'], pattern: `${WHO}(?:得分|评分|自评分|打分|分数)(?:值|数|情况)?` },
  {
    role: 'target',
    words: [
      '值',
      '数值',
      '数值及单位',
      '数值和单位',
      '值及单位',
      '目标',
      '目标值',
      '计划',
      '计划数',
      '绩效目标',
      '年度目标',
      '年初目标',
      '目标任务',
      '预期目标',
      '年度计划',
      '计划完成值',
      '计划完成',
      '计划完成情况',
      '预期完成值',
      '年初设定目标',
      '年度指标',
      '预期指标',
      '年度任务',
      '指标目标',
      '考核标准值',
      '指标标准',
    ],
    pattern:
      '(?!.*(?:实际|完成值|完成情况|完成指标|达成|年终|年末)).*(?:指标|目标|标准|计划|预期|设定|参考|基准|任务|标杆|考核)值',
  },
  {
    role: 'actual',
    words: [
      '实绩',
      '业绩值',
      '实绩值',
      '绩效值',
      '完成',
      '实际',
      '实际数',
      '实际情况',
      '实际达到',
      '完成数',
      '实现值',
      '达成值',
      '年末值',
      '年终值',
      '年末指标值',
      '年终指标值',
    ],
    pattern:
      '(?!.*(?:计划|原因|总体|预期)).*(?:实际|完成|达成|实现)(?:完成|指标|目标|绩效|达成|实现|达到|的)*(?:值|情况|数|结果|数值)?(?:完成情况)?',
  },
];

/** Headings that name the indicator only where no 三级指标 column stands beside them; elsewhere they are the label of the block. */
export const WEAK_LEVEL3: readonly string[] = [
  '绩效指标',
  '评价指标',
  '指标',
  '考核指标',
  '指标内容',
  '评价内容',
  '考核内容',
  '主要指标',
];

/** Headings of fund blocks, tried from top to bottom. */
export const FUND_HEADINGS: readonly HeadingWords<FundRole>[] = [
  {
    role: 'words',
    words: ['备注', '说明', '原因', '原因分析', '偏差原因', '文号', '文件', '序号', '资金性质'],
    pattern: '.*(?:原因|说明|措施|文号|文件)',
  },
  {
    role: 'not-kept',
    words: ['结余', '结转结余', '年末结余', '结转', '结余数', '调整数', '调增', '调减', '到位率'],
    pattern: '.*(?:到位率|结余率|结余资金|结转结余|调整率|结余数|结余)',
  },
  {
    role: 'execution-rate',
    words: ['执行率', '完成率', '进度'],
    pattern: '.*(?:执行|支出|支付|使用|完成)(?:率|进度|比例|比率|率百分比)',
  },
  {
    role: 'points',
    words: ['分值', '权重', '标准分', '满分', '权数', '赋分'],
    pattern: '(?:指标|标准|参考|执行率|预算执行)*(?:分值|权重|满分)(?:分值)?',
  },
  { role: 'score', words: ['评分', '自评分'], pattern: `(?:预算执行率?|执行率)?${WHO}(?:得分|评分)` },
  {
    role: 'initial-budget',
    words: ['年初预算', '年初预算数', '年初部门预算', '年初安排', '年初数'],
    pattern: '.*年初(?:部门|财政)*(?:预算|安排|批复|计划|下达)(?:批复|安排|资金|金额|总额)*数?',
  },
  { role: 'arrived', words: [], pattern: '.*到位(?:资金|金额|情况|数额|额)*数?' },
  {
    role: 'executed',
    words: ['决算', '决算数', '实际数', '实际完成', '实际完成数', '完成数', '完成投资'],
    pattern: '(?!预算执行情况$|资金情况$).*(?:执行|支出|使用|支付|决算|拨付)(?:资金|金额|情况|总额|数额|额)*数?',
  },
  {
    role: 'budget',
    words: [
      '预算',
      '资金情况',
      '计划安排资金',
      '预算资金',
      '预算安排',
      '预算安排情况',
      '计划数',
      '计划投资',
      '计划资金',
      '安排数',
      '安排资金',
      '下达数',
      '资金安排',
      '金额',
      '调整后',
      '调整后计划',
      '调整后安排',
      '调整数额',
      '批复数',
    ],
    pattern:
      '(?!.*年初).*(?:预算|资金预算|预算安排|安排资金|计划安排|下达资金|下达预算|预算批复|指标下达|预算调整)(?:资金|金额|情况|总额|数额|额|安排|后)*数?',
  },
];

/** Headings of the block of overall goals, whose cells are sentences. */
export const GOAL_TARGETS =
  /^(?:年度|年初|全年|项目|总体|绩效|设定|预期|预定)*(?:预期目标|设定目标|总体目标|年度目标|绩效目标|预期绩效目标|绩效总目标)(?:情况)?$/u;
export const GOAL_ACTUALS = /^.*(?:实际完成情况|完成情况综述|目标完成情况|具体完成情况.*|完成情况|实现情况|实际完成)$/u;
/** Headings of the block 资金管理情况 of transfer-payment forms, whose cells are sentences. */
export const MANAGEMENT_HEADINGS = /^(?:情况说明|存在问题和改进措施|存在的?问题(?:及|和)改进措施|管理情况)$/u;
