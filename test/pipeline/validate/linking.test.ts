import { expect, test } from 'vitest';
import { parseQuantity } from '../../../pipeline/model/quantity/parse-quantity.ts';
import { agreementOf } from '../../../pipeline/validate/agreement.ts';
import { type ExampleFact, example } from '../../../pipeline/validate/example.ts';
import { indicatorPairs, renamedPairs } from '../../../pipeline/validate/indicator-pairs.ts';
import {
  comparePeriods,
  foldLabel,
  foldSubject,
  isOfReportYear,
  linkToIndicator,
  matchNames,
} from '../../../pipeline/validate/linking.ts';
import { sentenceLinks } from '../../../pipeline/validate/sentence-links.ts';

test.each([
  ['综合参保率(%)', '综合参保率'],
  ['指标1：培训 人数（人）', '培训人数'],
  ['★（一）资金管理：', '资金管理'],
  ['“一站式”服务', '一站式服务'],
])('the label %s is %s', (label, folded) => {
  expect(foldLabel(label)).toBe(folded);
});

test.each([
  ['2022年度实际参保人数为', '参保人数'],
  ['其中：该项目资金共计', '资金'],
  ['截至2022年底资助困难群众', '底资助困难群众'],
  ['政策知晓率达到', '政策知晓率'],
])('the subject %s is %s', (subject, folded) => {
  expect(foldSubject(subject)).toBe(folded);
});

test('short names are not found inside longer ones', () => {
  expect(matchNames('参保率', '综合参保率')).toBe('none');
  expect(matchNames('综合参保率', '居民综合参保率')).toBe('contains');
  expect(matchNames('', '')).toBe('none');
});

test.each([
  ['2022年', '2022年度', 'same'],
  [null, null, 'same'],
  ['2022年', null, 'unstated'],
  ['2022年', '2021年', 'different'],
  ['目前', '截至2022年9月初', 'different'],
  ['2022年', '截至2022年9月初', 'different'],
] as const)('periods %s and %s: %s', (a, b, expected) => {
  expect(comparePeriods(a, b)).toBe(expected);
});

const build = (fact: ExampleFact, level3: string) => {
  const { report } = example({ year: '2022', indicators: [{ level3, target: '≥80%', actual: '90%' }], facts: [fact] });
  const [built] = report.facts;
  const [indicator] = report.indicators;
  if (built === undefined || indicator === undefined) throw new Error('nothing built');
  return { report, fact: built, indicator };
};

test.each([
  ['政策知晓率', [], '政策知晓率', 'high'],
  ['参保人员对服务满意度', ['工作满意度'], '工作满意度', 'high'],
  ['共救助', ['医疗救助人次'], '医疗救助人次', 'medium'],
  ['辖区居民综合参保率', [], '综合参保率', 'high'],
  ['社会保险参保率', [], '综合参保率', 'low'],
  ['率', [], '率', 'low'],
] as const)('%s under %j states %s: %s', (subject, headings, name, expected) => {
  const { fact, indicator } = build({ metric: 'other', subject, headings, figure: '90%' }, name);
  expect(linkToIndicator(fact, indicator)).toBe(expected);
});

test('last year, plans and other years are not the report year', () => {
  const of = (fact: Partial<ExampleFact>) => {
    const built = build({ metric: 'people', subject: '参保人数', figure: '90人', ...fact }, '参保人数');
    return isOfReportYear(built.report, built.fact);
  };
  expect(of({})).toBe(true);
  expect(of({ period: '2022年' })).toBe(true);
  expect(of({ period: '2021年' })).toBe(false);
  expect(of({ basis: 'planned' })).toBe(false);
  expect(of({ basis: 'last-year' })).toBe(false);
});

test('a vague link is dropped where another sentence gives the figure of the row', () => {
  const { report } = example({
    indicators: [{ level3: '救助对象规模', target: '应救尽救', actual: '23194人' }],
    facts: [
      { metric: 'people', subject: '救助', figure: '23194人', headings: ['救助对象规模'] },
      { metric: 'people', subject: '走访', figure: '500人', headings: ['救助对象规模'] },
    ],
  });
  expect(sentenceLinks(report).map(({ fact, confidence }) => [fact.factId, confidence])).toEqual([['f1', 'medium']]);
});

test('rows are paired by name over tables, twins by their heading', () => {
  const { report } = example({
    indicators: [
      { level2: '数量指标', level3: '完成率', target: '90%', table: 1 },
      { level2: '质量指标', level3: '完成率', target: '95%', table: 1 },
      { level2: '质量指标', level3: '完成率', target: '95%', table: 2 },
      { level2: '数量指标', level3: '完成率', target: '80%', table: 2 },
      { level2: '数量指标', level3: '……', target: '', table: 1 },
      { level2: '数量指标', level3: '……', target: '', table: 2 },
    ],
  });
  const pairs = indicatorPairs(report).map(({ first, second }) => [first.target?.raw, second.target?.raw]);
  expect(pairs).toEqual([
    ['90%', '80%'],
    ['95%', '95%'],
  ]);
});

test('a changed name is found by its place and its likeness', () => {
  const { report } = example({
    indicators: [
      { level2: '资金管理', level3: '预算执行率', table: 1 },
      { level2: '资金管理', level3: '资金使用合规性', table: 1 },
      { level2: '资金管理', level3: '绩效目标公开情况', table: 1 },
      { level2: '资金管理', level3: '预算执行率', table: 2 },
      { level2: '资金管理', level3: '基金使用合规性', table: 2 },
      { level2: '资金管理', level3: '到位及时性', table: 2 },
    ],
  });
  const pairs = renamedPairs(report).map(({ first, second }) => [first.level3, second.level3]);
  expect(pairs).toEqual([['资金使用合规性', '基金使用合规性']]);
});

test.each([
  ['96.5%', '95%以上', 'rounded'],
  ['94.5%', '95%以上', 'different'],
  ['100', '100%', 'same'],
  ['99', '100%', 'doubtful'],
  ['合规', '合规 ', 'same'],
  ['合规', '规范', 'unknown'],
] as const)('%s and %s: %s', (a, b, expected) => {
  expect(agreementOf(parseQuantity(a), parseQuantity(b))).toBe(expected);
});
