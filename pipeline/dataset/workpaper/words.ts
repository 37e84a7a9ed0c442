import type { Outcome } from '../../model/finding.ts';
import type { Message } from '../../model/source.ts';
import type { ViewSettings } from '../view-settings.ts';
import type { LiveVerdict } from './recomputation.ts';

/** Language of the sheets; texts of documents stay as they are. */
export type Language = ViewSettings['language'];

const words = (zh: string, en: string): Message => ({ zh, en });

export const SHEETS = {
  summary: words('摘要', 'Summary'),
  findings: words('问题清单', 'Findings'),
  review: words('存疑', 'Doubtful'),
  recomputed: words('重算明细', 'Recomputed'),
  checks: words('检查覆盖', 'Checks'),
  reports: words('报告覆盖', 'Reports'),
  indicators: words('指标数据', 'Indicators'),
  funds: words('资金数据', 'Funds'),
  failures: words('失败文件', 'Failed files'),
} as const;

export const OUTCOMES: Readonly<Record<Outcome, Message>> = {
  pass: words('相符', 'agrees'),
  fail: words('不符', 'fails'),
  review: words('存疑', 'doubtful'),
  open: words('未能判断', 'open'),
  'not-applicable': words('不适用', 'not applicable'),
};

export const VERDICTS: Readonly<Record<LiveVerdict, Message>> = {
  agrees: words('一致', 'agrees'),
  'cut-off': words('截尾', 'cut off'),
  differs: words('不一致', 'differs'),
};

export const HEADINGS = {
  reference: words('索引号', 'Ref. no.'),
  severity: words('程度', 'Severity'),
  cause: words('原因', 'Cause'),
  check: words('检查', 'Check'),
  checkTitle: words('检查名称', 'Name of the check'),
  file: words('文件', 'File'),
  place: words('位置', 'Place'),
  subject: words('事项', 'Subject'),
  recorded: words('填报数', 'Recorded'),
  recomputed: words('重算数', 'Recomputed'),
  difference: words('差异', 'Difference'),
  rounding: words('取整', 'Rounding'),
  formula: words('算式', 'Formula'),
  readAs: words('人工更正的读数', 'Corrected readings'),
  message: words('说明', 'Explanation'),
  basis: words('依据', 'Basis'),
  evidence: words('证据', 'Evidence'),
  decision: words('决定', 'Decision'),
  reason: words('理由', 'Reason'),
  by: words('决定人', 'Decided by'),
  at: words('决定时间', 'Decided at'),
  preparer: words('编制人', 'Prepared by'),
  reviewer: words('复核人', 'Reviewed by'),
  date: words('日期', 'Date'),
  findingId: words('问题编号', 'Finding id'),
  outcome: words('判定', 'Outcome'),
  recordedText: words('填报原文', 'As recorded'),
  digits: words('小数位', 'Digits'),
  live: words('重算（公式）', 'Recomputed (formula)'),
  rounded: words('重算取整', 'Rounded'),
  allowed: words('允许尾差', 'Rounding allowed'),
  verdict: words('核对', 'Check of the figures'),
  remark: words('备注', 'Remark'),
  operand: words('数', 'No. '),
  total: words('合计', 'Total'),
  findings: words('问题', 'Findings'),
  title: words('报告', 'Report'),
  project: words('项目', 'Project'),
  unit: words('单位', 'Unit'),
  year: words('年度', 'Year'),
  reportId: words('报告编号', 'Report id'),
  level1: words('一级指标', 'Level 1'),
  level2: words('二级指标', 'Level 2'),
  level3: words('三级指标', 'Level 3'),
  targetText: words('年度指标值', 'Target'),
  target: words('指标值（数）', 'Target (number)'),
  actualText: words('实际完成值', 'Actual'),
  actual: words('完成值（数）', 'Actual (number)'),
  measure: words('计量单位', 'Unit of measure'),
  points: words('分值', 'Points'),
  score: words('得分', 'Score'),
  reviewScore: words('复核分', 'Review score'),
  scoreRate: words('得分率', 'Score rate'),
  deviation: words('偏差原因分析及改进措施', 'Deviation'),
  fund: words('资金', 'Fund'),
  amountUnit: words('金额单位', 'Amounts in'),
  initialBudget: words('年初预算数', 'Initial budget'),
  budget: words('全年预算数', 'Budget'),
  arrived: words('到位数', 'Arrived'),
  executed: words('全年执行数', 'Executed'),
  executionRate: words('执行率', 'Execution rate'),
  code: words('失败原因', 'Reason code'),
  failure: words('说明与处理', 'What to do'),
  bytes: words('字节', 'Bytes'),
  item: words('项目', 'Item'),
  value: words('数值', 'Value'),
} as const;

export const TEXTS = {
  bookTitle: words('绩效自评报告核对 · 审计底稿', 'Checked self-evaluation reports · workpaper'),
  cutMark: words('…（已截断，全文见数据集）', '… (cut; the whole text is in the dataset)'),
  footer: words('第 &P 页，共 &N 页', 'Page &P of &N'),
  open: words('查看', 'show'),
  noReport: words('没有发现报告', 'no report in it'),
  acrossFiles: words('跨文件', 'across files'),
  consequence: words('由另一问题引起', 'follows from another finding'),
  notLive: words('算式不能写成公式，仅列文字', 'the formula is given as text only'),
  noComparison: words(
    '公式不直接给出填报数，以判定栏为准',
    'the formula does not give the recorded figure; see the outcome',
  ),
  unread: words('（未读出）', '(not read)'),
} as const;
