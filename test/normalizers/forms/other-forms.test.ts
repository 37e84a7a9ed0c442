import { expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.ts';
import { documentOf, fundLine, groupLine, indicatorLine, type Line, show } from '../document-of.ts';

const read = (...items: Line[]) => {
  const { reports, notes } = normalize(documentOf(...items));
  const [report] = reports;
  if (!report) throw new Error('no report');
  return { report, notes };
};

test('a transfer form with government levels, a management block and no points', () => {
  const { report, notes } = read('某区就业补助资金绩效自评表', '（2023年度）', [
    '转移支付（项目）名称^2|就业补助资金^5',
    '中央主管部门^2|人力资源社会保障部^5',
    '地方主管部门^2|省人社厅^2|资金使用单位|区人社局^2',
    '资金投入情况（万元）^2x6|^2|全年预算数(A)|全年执行数(B)|预算执行率(B/A×100%)',
    '年度资金总额：^2|800|600.5|75.06%',
    '其中：中央财政资金^2|500|400.5|80.1%',
    '自治区财政资金^2|200|150|75%',
    '盟市财政资金^2|60|30|50%',
    '旗县财政资金^2|40|20|50%',
    '资金管理情况^1x3|^2|情况说明^2|存在问题和改进措施^2',
    '分配科学性^2|按30%因素法分配^2|无^2',
    '执行准确性^2|不存在偏离^2|无^2',
    '总体目标完成情况^1x2|总体目标^3|全年实际完成情况^3',
    '落实补贴100人。^3|已落实。^3',
    '绩效指标^1x2|一级指标|二级指标|三级指标|指标值|全年实际完成值|未完成原因和改进措施',
    '产出指标|数量指标|补贴人数|≥100人|98人|人员流动',
  ]);
  expect([
    report.kind,
    report.project?.text,
    report.department?.text,
    report.unit?.text,
    report.fiscalYear?.value,
  ]).toEqual(['transfer', '就业补助资金', '省人社厅', '区人社局', '2023']);
  expect(report.funds.map(fundLine)).toEqual([
    'total 年度资金总额： budget=800万元 executed=600.5万元 rate=75.06%',
    'central<0 其中：中央财政资金 budget=500万元 executed=400.5万元 rate=80.1%',
    'provincial<0 自治区财政资金 budget=200万元 executed=150万元 rate=75%',
    'municipal<0 盟市财政资金 budget=60万元 executed=30万元 rate=50%',
    'county<0 旗县财政资金 budget=40万元 executed=20万元 rate=50%',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/补贴人数 target=>=100人 actual=98人 (人员流动)',
  ]);
  expect([report.total, notes]).toEqual([null, []]);
});

test('a rate over another column, amounts received, and a row and a column of numbers', () => {
  const { report, notes } = read('统筹整合资金绩效自评表', [
    '项目名称|产业路|||||',
    '资金投入情况（万元）^1x5|行次|年初预算(A)|调整后预算数(C)|到位数(D)|全年执行资金(E)|预算执行(E/C×100%)',
    '列次|1|2|3|4|5',
    '年度资金总额|50|60|60|35|58.33',
    '其中：财政拨款|40|50|50|30|60.00',
    '中央|40|50|50|30|60.00',
    '一级指标|二级指标|三级指标|指标值|完成值|分值|得分',
    '产出指标|数量指标|里程|3公里|3公里|90|90',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'total 年度资金总额 initial=50万元 budget=60万元 arrived=60万元 executed=35万元 rate=58.33',
    'fiscal<0 其中：财政拨款 initial=40万元 budget=50万元 arrived=50万元 executed=30万元 rate=60.00',
    'central<0 中央 initial=40万元 budget=50万元 arrived=50万元 executed=30万元 rate=60.00',
  ]);
  expect(notes).toEqual([]);
});

test('government levels below a 财政拨款 with a 其中 of its own belong to it, later rows to the total', () => {
  const { report } = read('项目支出绩效自评表', [
    '项目名称|甲|||',
    '项目资金（元）^1x7|^1|全年预算数|全年执行数|执行率',
    '年度资金总额|900.00|900.00|1',
    '其中：本年财政拨款|800.00|800.00|1',
    '其中：中央资金|500.00|500.00|1',
    '省级资金|300.00|300.00|1',
    '上年结转|60.00|60.00|1',
    '单位资金|40.00|40.00|1',
  ]);
  expect(report.funds.map(({ fund, parent }) => [fund, parent])).toEqual([
    ['total', null],
    ['fiscal', 0],
    ['central', 1],
    ['provincial', 1],
    ['carried-over', 0],
    ['own', 0],
  ]);
});

test('sources of money as columns: rows of amounts, and the sum row of a list of transfers', () => {
  const rows = read('某项目支出绩效自评表', [
    '项目名称|乙||||',
    '资金来源（万元）|中央|省级|市级|其他|合计',
    '预算数|10|20|30|0|60',
    '实际支出|10|15|30|0|55',
    '一级指标|二级指标|三级指标|指标值|完成值|得分',
    '产出指标|数量指标|里程|3公里|3公里|90',
  ]).report;
  expect(rows.funds.map(fundLine)).toEqual([
    'central<4 中央 budget=10万元 executed=10万元',
    'provincial<4 省级 budget=20万元 executed=15万元',
    'municipal<4 市级 budget=30万元 executed=30万元',
    'other<4 其他 budget=0万元 executed=0万元',
    'total 合计 budget=60万元 executed=55万元',
  ]);
  expect(rows.indicators.map(indicatorLine)).toEqual(['产出指标/数量指标/里程 target=3公里 actual=3公里 score=90']);
  const { report } = read('2022年某补助资金绩效自评报告', '一、基本情况', '补助资金到位情况表', '单位：万元', [
    '序号^1x2|预算指标文件^1x2|财政资金类别^3',
    '1.中央级|2.自治区级|小计',
    '1|提前下达通知|1,038.00|169.00|1,207.00',
    '合计^2|1,038.00|169.00|1,207.00',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'central<2 1.中央级 arrived=1038.00万元',
    'provincial<2 2.自治区级 arrived=169.00万元',
    'total 小计 arrived=1207.00万元',
  ]);
  expect(report.tables.map(({ role }) => role)).toEqual(['amounts']);
});

test('a department form: no project, uses of money are a second parting of the total', () => {
  const { report, notes } = read('2022年度部门整体支出绩效自评表', [
    '部门（单位）名称^2|某县科技局^6',
    '年度预算申请（万元）^1x7|^1|年初预算数|全年预算数|全年执行数|分值|执行率|得分',
    '年度资金总额|500|520|530.4|10|102%|10',
    '其中：一般公共预算|480|500|510.4|||',
    '其他资金|20|20|20|||',
    '基本支出|300|320|330.4|||',
    '项目支出|200|200|200|||',
    '按收入性质分：共2项^7',
    '绩效指标^1x2|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分',
    '履职效能（60分）|重点工作|科技项目数|≥10个|12个|60|60',
    '评价等级^2|良^6',
    '自评得分^2|88分^6',
  ]);
  expect([report.kind, report.project, report.unit?.text]).toEqual(['department', null, '某县科技局']);
  expect(report.funds.map(({ fund, parent, label }) => [fund, parent, label.text])).toEqual([
    ['total', null, '年度资金总额'],
    ['fiscal', 0, '其中：一般公共预算'],
    ['other', 0, '其他资金'],
    ['other', null, '基本支出'],
    ['other', null, '项目支出'],
  ]);
  expect(report.groups.map(groupLine)).toEqual(['1 履职效能 points=60分 rows 9+1']);
  expect([show(report.total?.score ?? null), report.total?.grade?.text]).toEqual(['88分', '良']);
  expect(notes.map(({ code }) => code)).toEqual(['fund-row-not-read']);
});

test('score tables take their level-1 name from the section, not from a wrong caption', () => {
  const { report } = read(
    '2022年某资金绩效自评报告',
    '一、基本情况',
    '二、指标分析',
    '（一）项目决策。',
    '表4-1 项目决策指标得分情况',
    ['二级指标|三级指标|标准值|权重分值|得分|得分率', '数量 指标(35 分)|程序规范|规范|2|2|100%', '合计^3|2|2|100%'],
    '（四）项目效果。',
    '表4-4 项目产出指标得分情况',
    ['二级指标|三级指标|标准值|分值|得分|得分率', '满意度|满意度|≥90%|10|-|0'],
    '表5 绩效目标完成情况',
    ['二级指标|三级指标|标准值|完成情况', '满意度(10分)|满意度|≥90%|缺省'],
  );
  expect(report.indicators.map(indicatorLine)).toEqual([
    '项目决策/数量指标/程序规范 target=规范 points=2 score=2 rate=100%',
    '项目效果/满意度/满意度 target=>=90% points=10 score=∅ rate=0',
    '项目效果/满意度/满意度 target=>=90% actual=缺省',
  ]);
  expect(report.groups.map(groupLine)).toEqual([
    '2 项目决策/数量指标 points=35分 rows 1+1',
    '1 项目决策 points=2 score=2 rows 1+1',
    '2 项目效果/满意度 points=10分 rows 1+1',
  ]);
  expect(report.total).toBe(null);
  expect([report.kind, report.tables.map(({ role, title }) => [role, title])]).toEqual([
    'narrative',
    [
      ['scores', '表4-1 项目决策指标得分情况'],
      ['scores', '表4-4 项目产出指标得分情况'],
      ['indicators', '表5 绩效目标完成情况'],
    ],
  ]);
});

test('an unknown form gives its rows through heading words and says what it did not understand', () => {
  const { report, notes } = read('某单位绩效自评表', [
    '绩效指标|星级|全年意向值|实际完成|应得分|实得评分|扣分情况说明',
    '培训人数（人）|A|100|95|60|57|两人请假',
    '培训满意度|B|≥90%|92%|40|40|',
    '合计|||||100|97',
    '经办人数|3|||||',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '–/–/培训人数（人） actual=95人 points=60 score=57 (两人请假)',
    '–/–/培训满意度 actual=92% points=40 score=40',
  ]);
  expect(notes.map(({ code, message }) => [code, message.zh])).toEqual([
    ['unknown-heading', '不认识的列标题：星级'],
    ['unknown-heading', '不认识的列标题：全年意向值'],
  ]);
});

test('a table cut in two goes on under the headings before it', () => {
  const { report, notes } = read(
    '某项目支出绩效自评表',
    [
      '项目名称^2|丙^6',
      '绩效指标^1x2|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分',
      '产出指标|数量指标|数量|5个|5个|50|50',
    ],
    ['效益指标|社会效益指标|投诉|≤3次|1次|30|30', '|满意度指标|满意度|≥90%|95%|10|10', '总分^5|100|90'],
  );
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/数量 target=5个 actual=5个 points=50 score=50',
    '效益指标/社会效益指标/投诉 target=<=3次 actual=1次 points=30 score=30',
    '效益指标/满意度指标/满意度 target=>=90% actual=95% points=10 score=10',
  ]);
  expect(show(report.total?.score ?? null)).toBe('90');
  expect(notes.map(({ code }) => code)).toEqual(['headings-taken-over']);
});

test('points in names, blank names, sums of groups and of indicators above the total', () => {
  const { report, notes } = read('项目支出绩效自评表', [
    '项目支出绩效自评表^6',
    '（2021年度）^6',
    '项目名称||||主管部门|',
    '一级指标|二级指标|三级指标|甲列|完成值|得分',
    '产出指标|数量指标|场次（30分）|5|5场|30',
    '产出指标合计|||||30',
    '效益指标|社会效益|人次（60分）|9|9人次|58',
    '绩效指标合计|||||88',
    '总分|||||97.5',
  ]);
  expect([report.kind, report.fiscalYear?.value, report.tables[0]?.role]).toEqual(['project', '2021', 'form']);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/场次（30分） actual=5场 points=30分 score=30',
    '效益指标/社会效益/人次（60分） actual=9人次 points=60分 score=58',
  ]);
  expect(report.groups.map(groupLine)).toEqual(['1 产出指标 score=30 rows 4+1']);
  expect(show(report.total?.score ?? null)).toBe('97.5');
  expect(notes.map(({ message }) => message.zh)).toEqual(['不认识的列标题：甲列']);
});
