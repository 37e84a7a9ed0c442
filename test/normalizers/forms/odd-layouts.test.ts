import { expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.ts';
import { documentOf, fundLine, indicatorLine, type Line } from '../document-of.ts';

const read = (...items: Line[]) => {
  const [report] = normalize(documentOf(...items)).reports;
  if (!report) throw new Error('no report');
  return report;
};

test('tasks of a department with their sum below and sub-headings under two of the headings', () => {
  const report = read('2022年度部门整体绩效自评表', [
    '部门（单位）名称^2|某县档案馆^9',
    '年度主要任务完成情况^1x5|任务名称^1x2|完成情况^1x2|预算数（万元）^3|执行数（万元）^3|分值^1x2|得分^1x2',
    '总额|财政拨款|其他资金|总额|财政拨款|其他资金',
    '馆藏数字化|扫描42万页|86.5|80|6.5|86.5|80|6.5||',
    '库房修缮|修缮3间|45.2|45.2|0|43.9|43.9|0||',
    '金额合计^2|131.7|125.2|6.5|130.4|123.9|6.5|10|9.9',
    '绩效指标|一级指标|二级指标|三级指标|预期指标值^2|实际完成值^2|分值|得分|备注',
    '|产出指标|数量指标|扫描页数|≥40万页^2|42万页^2|90|90|',
    '总分^8|100|99.9|',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'other<2 扫描42万页 budget=86.5万元 executed=86.5万元 points=∅ score=∅',
    'other<2 修缮3间 budget=45.2万元 executed=43.9万元 points=∅ score=∅',
    'total 金额合计 budget=131.7万元 executed=130.4万元 points=10 score=9.9',
  ]);
});

test('a rate for every source that has a column', () => {
  const report = read('2022年度工程补助资金绩效自评表', [
    '项目名称^2|工程补助^2',
    '资金来源（万元）^2|合计|中央财政|县级财政',
    '全年预算数（A）^2|845.2|500|345.2',
    '全年执行数（B）^2|803.6|500|303.6',
    '执行率（B/A）^2|95.08%|100%|87.95%',
    '绩效指标|一级指标|二级指标|三级指标|指标值|完成值',
    '|产出指标|数量指标|治理面积|26平方公里|26平方公里',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'total 合计 budget=845.2万元 executed=803.6万元 rate=95.08%',
    'central<0 中央财政 budget=500万元 executed=500万元 rate=100%',
    'county<0 县级财政 budget=345.2万元 executed=303.6万元 rate=87.95%',
  ]);
});

test('columns numbered with the way they follow, and rows numbered down to the total', () => {
  const report = read('2021年度维修项目支出绩效自评表', [
    '项目名称^2|设施维修^6',
    '栏次|资金来源|全年预算数（万元）|到位数（万元）|全年执行数（万元）|到位率|执行率|',
    '行次|1|2|3|4|5=3/2|6=4/2|',
    '1|年度资金总额|262.5|262.5|249.9|100%|95.2%|',
    '行次|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分',
    '2|产出指标|数量指标|维修站点|9座|9座|100|100',
    '3|合计^5|100|100',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'total 年度资金总额 budget=262.5万元 arrived=262.5万元 executed=249.9万元 rate=95.2%',
  ]);
  expect([report.total?.points?.raw, report.total?.score?.raw, report.indicators.length]).toEqual(['100', '100', 1]);
});

test('a total row one cell too narrow, a date, and a score with its reason', () => {
  const report = read('2023年度整治项目支出绩效自评表', [
    '项目名称^2|人居整治^6',
    '绩效指标^1x3|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分',
    '产出指标|数量指标|新建公厕|4座|3座|50|37.5（1座未完工）',
    '产出指标|时效指标|完成时间|2023年11月底前|2023年12月|50|50',
    '总分^5|100|87.5|',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/新建公厕 target=4座 actual=3座 points=50 score=37.5',
    '产出指标/时效指标/完成时间 target=2023年11月底前 actual=2023年12月 points=50 score=50',
  ]);
  expect(report.indicators[0]?.score?.raw).toBe('37.5（1座未完工）');
  expect([report.total?.points?.raw, report.total?.score?.raw]).toEqual(['100', '87.5']);
});

test('a total below the sources, of which one is a subtotal with parts of its own', () => {
  const report = read('2023年度项目支出绩效自评表', [
    '项目名称|展馆开放^6',
    '预算执行情况（元）^1x6|资金来源|年初预算数（元）|调整预算数（元）|实际支出数（元）|执行率（%）|得分',
    '财政拨款小计|1,800.00|2,150.00|2,042.50|95.00|',
    '其中：中央补助|1,500.00|1,850.00|1,757.50|95.00|',
    '市级安排|300.00|300.00|285.00|95.00|',
    '其他资金|100.00|100.00|95.00|95.00|',
    '合计|1,900.00|2,250.00|2,137.50|95.00|9.5',
    '绩效指标|一级指标|二级指标|三级指标|指标值|完成值|得分',
    '|产出指标|数量指标|开放天数|300天|312天|90',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'fiscal<4 财政拨款小计 initial=1800.00元 budget=2150.00元 executed=2042.50元 rate=95.00% score=∅',
    'central<0 其中：中央补助 initial=1500.00元 budget=1850.00元 executed=1757.50元 rate=95.00% score=∅',
    'municipal<0 市级安排 initial=300.00元 budget=300.00元 executed=285.00元 rate=95.00% score=∅',
    'other<4 其他资金 initial=100.00元 budget=100.00元 executed=95.00元 rate=95.00% score=∅',
    'total 合计 initial=1900.00元 budget=2250.00元 executed=2137.50元 rate=95.00% score=9.5',
  ]);
});

test('budgets approved and adjusted, under a heading of the names that is called 预算资金', () => {
  const report = read('2022年度项目支出绩效自评表', [
    '项目名称|防护设施^4',
    '预算执行（万元）^1x3|预算资金|预算批复数|预算调整数|决算数',
    '总额|90|84|84',
    '其中：财政拨款|60|60|60',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'total 总额 initial=90万元 budget=84万元 executed=84万元',
    'fiscal<0 其中：财政拨款 initial=60万元 budget=60万元 executed=60万元',
  ]);
});

test('adjusted targets replace the first ones where they are filled', () => {
  const report = read('2023年度项目自评表', [
    '指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|指标权重|指标得分',
    '改厕户数|户|≥|2400|2600|2600|50|50',
    '受益村数|个|≥|36||36|50|50',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    expect.stringContaining('target=>=2600户'),
    expect.stringContaining('target=>=36个'),
  ]);
});
