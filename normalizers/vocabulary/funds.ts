import type { FundKind } from '../../pipeline/model/report.ts';

/** Which fund a row heading or column heading names, tried from top to bottom on the folded heading without 其中 and brackets. */
export const FUND_WORDS: readonly { readonly fund: FundKind; readonly pattern: RegExp }[] = [
  { fund: 'carried-over', pattern: /(?:上年|历年|以前年度|年初|往年)?.*(?:结转|结余)/u },
  {
    fund: 'total',
    pattern:
      /(?:资金|预算|经费|年度|支出|收入|投资|金额)*(?:总额|总计|合计|总金额|总量|总数)|年度金额|^小计|^总额|^总投资|^预算数$|^全年预算数$|^资金总/u,
  },
  { fund: 'other', pattern: /专户|彩票|公益金|统筹整合|^其他|债券|债务|贷款/u },
  { fund: 'central', pattern: /中央/u },
  { fund: 'provincial', pattern: /省级|自治区|省财政|省本级|^省|兵团/u },
  { fund: 'county', pattern: /县|区级|旗|区财政|^区/u },
  { fund: 'municipal', pattern: /市级|盟|州级|市财政|市本级|^市/u },
  { fund: 'own', pattern: /单位资金|自有|自筹|事业收入|经营收入/u },
  { fund: 'local', pattern: /地方|本级|当地|配套/u },
  { fund: 'fiscal', pattern: /财政|一般公共预算|政府性基金|国有资本|拨款/u },
  { fund: 'other', pattern: /其他|社会资金|非税/u },
];

/** Rows that say what money was spent on, not where it came from: a second way of parting the same total. */
export const USE_OF_FUNDS = /基本支出|项目支出|人员经费|公用经费|人员支出|公用支出|运转|特定目标/u;

/** Government levels, which may stand below 财政拨款 as its parts. */
export const LEVEL_FUNDS: ReadonlySet<FundKind> = new Set<FundKind>([
  'central',
  'provincial',
  'municipal',
  'county',
  'local',
]);
