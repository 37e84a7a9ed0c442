import { expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.ts';
import { documentOf, fundLine, groupLine, indicatorLine, type Line, show } from '../document-of.ts';

const read = (...items: Line[]) => {
  const { reports, notes } = normalize(documentOf(...items));
  const [report] = reports;
  if (!report) throw new Error('no report');
  return { report, reports, notes };
};

test('the ministry form gives names, funds, groups, rows, total and no note', () => {
  const { report, notes } = read('某某镇2023年度项目支出绩效自评表', [
    '项目名称^2|村道养护^7',
    '主管部门^2|交通局^2|实施单位^2|某某镇人民政府^3',
    '项目资金（万元）^1x5|^2|年初预算数|全年预算数(A)|全年执行数(B)|分值|执行率(B/A)|得分',
    '年度资金总额：^2|120|100|80.5|10|80.50%|8.05',
    '其中：当年财政拨款^2|100|90|75.5|—||—',
    '上年结转资金^2|20|10|5|—||—',
    '其他资金^2||||—||—',
    '年度总体目标^1x2|预期目标^4|实际完成情况^4',
    '养护30公里。^4|养护30公里。^4',
    '绩效指标^1x7|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施',
    '产出指标⏎（50分）^1x3|数量指标^1x2|指标1：养护里程|≥30公里|30.5公里|20|20|',
    '指标2：|||||',
    '成本指标|指标1：每公里成本|≤2.7万元|2.64万元|30|30|',
    '效益指标（30分）|社会效⏎益指标|指标1：出行条件|明显改善|明显改善|30|28|路段未全覆盖',
    '满意度指标（10分）|服务对象满意度指标|指标1：满意度|≥90%|93.4%|10|10|',
    '……|||||||',
    '总分^6|100|96.05|',
  ]);
  expect(report.kind).toBe('project');
  expect([report.title?.text, report.project?.text, report.department?.text, report.unit?.text]).toEqual([
    '某某镇2023年度项目支出绩效自评表',
    '村道养护',
    '交通局',
    '某某镇人民政府',
  ]);
  expect([report.fiscalYear?.value, report.amountUnit?.text]).toEqual(['2023', '万元']);
  expect(report.funds.map(fundLine)).toEqual([
    'total 年度资金总额： initial=120万元 budget=100万元 executed=80.5万元 rate=80.50% points=10 score=8.05',
    'fiscal<0 其中：当年财政拨款 initial=100万元 budget=90万元 executed=75.5万元 rate=∅ points=∅ score=∅',
    'carried-over<0 上年结转资金 initial=20万元 budget=10万元 executed=5万元 rate=∅ points=∅ score=∅',
    'other<0 其他资金 initial=∅ budget=∅ executed=∅ rate=∅ points=∅ score=∅',
  ]);
  expect(report.groups.map(groupLine)).toEqual([
    '1 产出指标 points=50分 rows 10+3',
    '1 效益指标 points=30分 rows 13+1',
    '1 满意度指标 points=10分 rows 14+1',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/指标1：养护里程 target=>=30公里 actual=30.5公里 points=20 score=20',
    '产出指标/成本指标/指标1：每公里成本 target=<=2.7万元 actual=2.64万元 points=30 score=30',
    '效益指标/社会效益指标/指标1：出行条件 target=明显改善 actual=明显改善 points=30 score=28 (路段未全覆盖)',
    '满意度指标/服务对象满意度指标/指标1：满意度 target=>=90% actual=93.4% points=10 score=10',
  ]);
  expect([show(report.total?.points ?? null), show(report.total?.score ?? null), report.total?.grade]).toEqual([
    '100',
    '96.05',
    null,
  ]);
  expect(report.tables).toEqual([{ tableId: 't1', role: 'form', title: '某某镇2023年度项目支出绩效自评表' }]);
  expect(notes).toEqual([]);
});

test('operator, value and unit in columns under one heading become one target with all sources', () => {
  const { report, notes } = read('2022年度项目支出绩效自评表', [
    '项目名称|助学金|||||||',
    '一级指标^1x2|二级指标^1x2|三级指标^1x2|年度指标值^3|实际完成值^1x2|分值^1x2|得分^1x2',
    '指标性质|指标值|度量单位',
    '产出指标^1x3|数量指标^1x2|受助人数|≧|735|人次|741|20|20',
    '宣传次数|定量|12|次|12|20|20',
    '质量指标|发放质量|定性|好坏|—|好|30|30',
    '总分^7|100|优|98',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/受助人数 target=>=735人次 actual=741 points=20 score=20',
    '产出指标/数量指标/宣传次数 target=12次 actual=12 points=20 score=20',
    '产出指标/质量指标/发放质量 target=好坏 actual=好 points=30 score=30',
  ]);
  expect(report.indicators[0]?.target?.raw).toBe('≧735人次');
  expect(report.indicators[0]?.target?.sources.map(({ row, col }) => [row, col])).toEqual([
    [3, 3],
    [3, 4],
    [3, 5],
  ]);
  expect(notes).toEqual([]);
});

test('execution points stand in the label or the score heading, the second goal block has no headings', () => {
  const form = (label: string) =>
    read('2022年度某项目自评表', [
      '项目名称^2|公共阅览^5',
      '项目类别^2|1、部门预算项目 ☑ 2、市直专项 □^5',
      '项目属性^2|□持续性项目 ☑新增性项目^5',
      `${label}^1x2||预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）^2`,
      '年度财政资金总额|40|30|75%|15^2',
      '年度绩效目标1（70分）^1x3|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分',
      '产出指标|数量指标|开放天数|≥300天|310天|40',
      '效益指标|社会效益|读者人次|≥5000人次|5200人次|30',
      '年度绩效目标 2|满意度指标|读者满意|读者满意度|≥90%|95%|10',
      '总分^2|95^5',
    ]).report;
  const report = form('预算执行情况（万元）（20分）');
  expect(report.funds.map(fundLine)).toEqual([
    'total 年度财政资金总额 budget=40万元 executed=30万元 rate=75% points=20分 score=15',
  ]);
  expect(form('预算执行情况（万元）').funds.map(fundLine)).toEqual(report.funds.map(fundLine));
  expect(report.groups.map(groupLine)).toEqual(['1 年度绩效目标1 points=70分 rows 6+2']);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/开放天数 target=>=300天 actual=310天 score=40',
    '效益指标/社会效益/读者人次 target=>=5000人次 actual=5200人次 score=30',
    '满意度指标/读者满意/读者满意度 target=>=90% actual=95% score=10',
  ]);
  expect(show(report.total?.score ?? null)).toBe('95');
  expect(report.attributes.map(({ name, options }) => [name, options])).toEqual([
    [
      '项目类别',
      [
        { label: '部门预算项目', checked: true },
        { label: '市直专项', checked: false },
      ],
    ],
    [
      '项目属性',
      [
        { label: '持续性项目', checked: false },
        { label: '新增性项目', checked: true },
      ],
    ],
  ]);
});

test('parts of an indicator point to their parent and a score over several rows is kept once', () => {
  const { report, notes } = read('2023年某项目绩效目标自评表', [
    '项目名称|果园补贴||||||',
    '一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分|未完成原因及拟采取的改进措施',
    '产出指标(50分)^1x4|数量指标^1x4|★种植面积|20|29.5亩|29.5亩|20|',
    '其中桃树||1.5亩|1.5亩||',
    '★其中苹果树||28亩|28亩||',
    '鱼塘面积|30^1x2|3亩|3亩|28^1x2|',
    '效益指标|社会效益指标|受益人口|90人|90人|',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/★种植面积 target=29.5亩 actual=29.5亩 points=20 score=20',
    '产出指标/数量指标/其中桃树 <0 target=1.5亩 actual=1.5亩 points=∅ score=∅',
    '产出指标/数量指标/★其中苹果树 <0 target=28亩 actual=28亩 points=∅ score=∅',
    '产出指标/数量指标/鱼塘面积 target=3亩 actual=3亩 points=30 score=28',
    '效益指标/社会效益指标/受益人口 target=90人 actual=90人',
  ]);
  expect(notes.map(({ code, sources }) => [code, sources[0]?.row, sources[0]?.col])).toEqual([
    ['shared-score', 5, 3],
    ['shared-score', 5, 6],
  ]);
});

test('weights in per cent, fund parts without 其中 and amounts with their unit', () => {
  const { report } = read('某县专项资金绩效目标完成情况表', [
    '专项名称^2|小微贷款贴息^6',
    '省级主管部门^2|财政厅^6',
    '资金^3x4|^3|资金情况(万元)|资金使用情况(万元)',
    '年度金额(提前下达)/合计^3|208万元|109.8万元',
    '中央财政^3|165万元|84.5万元',
    '省级财政^3|43万元|25.3万元',
    '绩效目标完成情况^1x3|一级指标|二级指标|三级指标|指标值|完成值|权重|得分',
    '产出指标|质量指标|贷款回收率|≥90%|98.70%|60%|60',
    '满意度指标|服务对象满意度指标|个人满意度|≥80%|100%|40%|40',
    '得分合计^7|100',
  ]);
  expect(report.funds.map(fundLine)).toEqual([
    'total 年度金额(提前下达)/合计 budget=208万元 executed=109.8万元',
    'central<0 中央财政 budget=165万元 executed=84.5万元',
    'provincial<0 省级财政 budget=43万元 executed=25.3万元',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/质量指标/贷款回收率 target=>=90% actual=98.70% points=60% score=60',
    '满意度指标/服务对象满意度指标/个人满意度 target=>=80% actual=100% points=40% score=40',
  ]);
  expect([show(report.total?.points ?? null), show(report.total?.score ?? null)]).toEqual([null, '100']);
});

test('labels and values side by side in the fund block, and a score that is weighted once more', () => {
  const { report, notes } = read('某局2020年度预算项目绩效自评表', [
    '一、基本情况^3|项目名称：高龄津贴^3|是否为专项资金^3|^4',
    '实施(主管)单位^3|民政局机关^3|金额单位^3|元^4',
    '二、预算执行情况^3x4|^3|预算安排(调整后)||资金到位||资金执行||预算执行进度(%)',
    '^3|预算数|684|到位数|684|执行数|600|87.72',
    '^3|其中:财政资金|684|其中:财政资金|684|其中:财政资金|600|',
    '^3|其他|0.00|其他|0.00|其他|0.00|',
    '四、年度绩效指标完成情况^1x2|一级指标|二级指标|三级指标|指标描述|符号|值|单位(文字描述)|单项指标实际完成值|单项指标完成情况|单项指标得分|权重占比(%)|单项指标折算得分',
    '产出指标|质量指标|覆盖率|享受人数占比|>=|98|%(百分比)|100%|完成|25.00|25.00|6.25',
  ]);
  expect([report.project?.text, report.unit?.text, report.amountUnit?.text]).toEqual(['高龄津贴', '民政局机关', '元']);
  expect(report.funds.map(fundLine)).toEqual([
    'total 预算数 budget=684元 arrived=684元 executed=600元 rate=87.72%',
    'fiscal<0 其中:财政资金 budget=684元 arrived=684元 executed=600元 rate=∅',
    'other<0 其他 budget=0.00元 arrived=0.00元 executed=0.00元 rate=∅',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/质量指标/覆盖率 target=>=98% actual=100% points=25.00% score=6.25',
  ]);
  expect(notes.map(({ code, message }) => [code, message.zh])).toEqual([
    ['column-not-kept', '未收录的列：单项指标完成情况'],
    ['column-not-kept', '未收录的列：单项指标得分'],
  ]);
});

test('levels with points of their own, reviewed scores, subtotals and the total in the head', () => {
  const { report } = read('某市项目支出绩效自评表', [
    '项目名称|管网改造|||自评总分|91.5||||',
    '一级指标|分值|二级指标|分值|三级指标|年初指标值|年终完成值|分值|自评分|复核分',
    '决策^1x2|15^1x2|项目立项|15|立项规范性|规范|规范|10|10|9',
    '小计|||||10|10|9',
    '绩效|85|产出|50|改造里程|12公里|11公里|50|45|44',
    '合计|||||||100|91.5|',
  ]);
  expect(report.groups.map(groupLine)).toEqual([
    '1 决策 points=15 score=10 rows 2+2',
    '2 决策/项目立项 points=15 rows 2+1',
    '1 绩效 points=85 rows 4+1',
    '2 绩效/产出 points=50 rows 4+1',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '决策/项目立项/立项规范性 target=规范 actual=规范 points=10 score=10 review=9',
    '绩效/产出/改造里程 target=12公里 actual=11公里 points=50 score=45 review=44',
  ]);
  expect([show(report.total?.points ?? null), show(report.total?.score ?? null)]).toEqual(['100', '91.5']);
});

test('without spans the headings go on over the blank cells below them', () => {
  const { report } = read('2022年度某项目自评表', [
    '项目名称|广场维护|||||',
    '资金情况（万元）||预算数|执行数|执行率|得分|',
    '|年度资金总额|10|9|90%|9|',
    '绩效指标|一级指标|二级指标|三级指标|指标值|完成值|得分',
    '|产出指标（60分）|数量指标|维护面积|200㎡|200㎡|40',
    '|||维护次数|12次|12次|20',
    '|效益指标（30分）|社会效益|投诉次数|≤3次|1次|30',
    '总分|99|||||',
  ]);
  expect(report.groups.map(groupLine)).toEqual(['1 产出指标 points=60分 rows 4+2', '1 效益指标 points=30分 rows 6+1']);
  expect(report.funds.map(fundLine)).toEqual(['total 年度资金总额 budget=10万元 executed=9万元 rate=90% score=9']);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '产出指标/数量指标/维护面积 target=200㎡ actual=200㎡ score=40',
    '产出指标/数量指标/维护次数 target=12次 actual=12次 score=20',
    '效益指标/社会效益/投诉次数 target=<=3次 actual=1次 score=30',
  ]);
  expect(show(report.total?.score ?? null)).toBe('99');
});

test('overall goals with points of their own are a row, a grade stands beside the score in its cell', () => {
  const { report, notes } = read('某县专项资金绩效自评表', [
    '专项名称|垃圾分类|||||',
    '年度目标完成情况（20分）^1x2|预期目标^2|实际完成情况^2|分值|得分',
    '覆盖5个社区。^2|覆盖5个社区。^2|20|18',
    '一级指标|二级指标|三级指标|年度指标值/目标值|实际完成指标值|权重|分值|得分',
    '产出指标|数量指标|社区数|5个|5个|80%|80|76',
    '总分（100分）^6||94（优）',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual([
    '–/–/年度目标完成情况 points=20 score=18',
    '产出指标/数量指标/社区数 target=5个 actual=5个 points=80 score=76',
  ]);
  expect([show(report.total?.points ?? null), show(report.total?.score ?? null), report.total?.grade?.text]).toEqual([
    '100分',
    '94',
    '优',
  ]);
  expect(notes.map(({ code, message }) => [code, message.zh])).toEqual([['column-not-kept', '未收录的列：权重']]);
});

test('a score written beside its label ends the rows', () => {
  const { report } = read('某项目支出绩效自评表', [
    '项目名称|夜校|||||',
    '一级指标|二级指标|三级指标|指标值|完成值|得分',
    '产出指标|数量指标|班次|5期|5期|90',
    '自评得分：90分^6',
    '说明：班次按期计。^6',
  ]);
  expect(report.indicators.map(indicatorLine)).toEqual(['产出指标/数量指标/班次 target=5期 actual=5期 score=90']);
  expect([show(report.total?.score ?? null), report.total?.points]).toEqual(['90分', null]);
});
