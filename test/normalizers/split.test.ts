import { expect, test } from 'vitest';
import { normalize } from '../../normalizers/index.ts';
import { documentOf, type Line } from './document-of.ts';

const SENTENCE =
  '本项目按照年初批复的绩效目标组织实施，各项工作按计划推进，资金使用符合财务制度的规定，没有发生挤占挪用的情况，项目单位对执行情况进行了全面自查。';

function form(project: string, score = '98'): string[] {
  return [
    `项目名称|${project}||||`,
    '一级指标|二级指标|三级指标|指标值|完成值|得分',
    `产出指标|数量指标|数量|5个|5个|${score}`,
    `总分|${score}||||`,
  ];
}

function split(...items: Line[]) {
  const document = documentOf(...items);
  const { reports, notes } = normalize(document);
  return {
    reports: reports.map((report) => [
      report.title?.text ?? null,
      report.project?.text ?? null,
      report.tables.map(({ tableId }) => tableId).join(' '),
      `${report.blockIds[0] ?? ''}–${report.blockIds.at(-1) ?? ''}`,
    ]),
    codes: notes.map(({ code }) => code),
  };
}

test('a form and the report behind it that names its project are one report, the next form is another', () => {
  const { reports, codes } = split(
    '附件 1',
    '2022 年度保障项目自评表',
    '填报日期：2023.6.21',
    form('保险区级配套资金（东）'),
    '备注：',
    '财政项目支出绩效评价报告',
    '(2022 年度)',
    '项目名称：保险区级配套资金(东)',
    '一、项目概况',
    SENTENCE,
    '附件 1',
    '2022年度保障项目自评表',
    form('保险区级配套资金（西）'),
    '财政项目支出绩效评价报告',
    '项目名称：保险区级配套资金（西）',
    '一、项目概况',
    SENTENCE,
    '附件1',
    '2022年度保障项目自评表',
    form('征收经费'),
  );
  expect(reports).toEqual([
    ['2022年度保障项目自评表', '保险区级配套资金（东）', 't1', 'b1–b9'],
    ['2022年度保障项目自评表', '保险区级配套资金（西）', 't2', 'b10–b15'],
    ['2022年度保障项目自评表', '征收经费', 't3', 'b16–b17'],
  ]);
  expect(codes).toEqual([]);
});

test('names with a few characters left out are one project, names that differ by one character are two', () => {
  const narrative = (name: string): Line[] => [
    '财政项目支出绩效评价报告',
    `项目名称：${name}`,
    '一、项目概况',
    SENTENCE,
  ];
  const name = '拆迁户2022年城乡居民基本医疗保险个人缴费50%部分';
  expect(split('2022年度项目自评表', form(name), ...narrative(name.replace('居民', ''))).reports).toHaveLength(1);
  expect(split('2022年度项目自评表', form(name), ...narrative(name.replace('50', '60'))).reports).toHaveLength(2);
});

test('a report and the form attached to it are one report, its title joined over two lines', () => {
  const { reports, codes } = split(
    '2022年某区服务中心',
    '项目支出绩效自评报告',
    '一、项目概况',
    `2022年基层代办服务费全年预算121.3万元。${SENTENCE}`,
    '二、自评结论',
    '附件：1、2022年度项目支出绩效自评表',
    '2023年4月20日',
    '附件1：',
    '2022年度部门整体支出绩效自评表',
    form('基层代办服务'),
    '填表人：',
  );
  expect(reports).toEqual([['2022年某区服务中心项目支出绩效自评报告', '基层代办服务', 't1', 'b1–b10']]);
  expect(codes).toEqual([]);
});

test('a letterhead above a title that stands for itself is not part of it', () => {
  expect(split('云岭县民生保障局', '2022年困难群众救助项目自评报告', '一、基本情况', SENTENCE).reports).toEqual([
    ['2022年困难群众救助项目自评报告', null, '', 'b1–b4'],
  ]);
});

test('reports one behind the other begin at their 附件 marks; captions and sentences begin none', () => {
  const report = (mark: string, title: string): Line[] => [
    mark,
    title,
    '一、基本情况',
    SENTENCE,
    '2.具体绩效指标完成情况',
    '表4-1 项目决策绩效情况表',
    ['二级指标|三级指标|标准值|分值|得分', '决策|程序规范|规范|20|20'],
    '具体得分详见绩效评价情况表',
    '二、评价结论',
    SENTENCE,
  ];
  const { reports } = split(
    ...report('附件4:', '2022年补助资金本级 预算项目支出绩效自评报告'),
    ...report('附件2:', '2022年救助补助资\n金（含公益金）绩效自评报告'),
  );
  expect(reports).toEqual([
    ['2022年补助资金本级预算项目支出绩效自评报告', null, 't1', 'b1–b9'],
    ['2022年救助补助资金（含公益金）绩效自评报告', null, 't2', 'b10–b18'],
  ]);
});

test('a cover page goes with the report behind it', () => {
  const { reports } = split(
    '2022年度某项目绩效自评报告',
    '某某局',
    '2023年3月',
    '2022年度某项目绩效自评报告',
    '一、基本情况',
    SENTENCE,
  );
  expect(reports).toEqual([['2022年度某项目绩效自评报告', null, '', 'b1–b6']]);
});

test('forms without titles are reports of their own, also in one table', () => {
  expect(split(form('甲项目'), form('乙项目')).reports).toEqual([
    [null, '甲项目', 't1', '–'],
    [null, '乙项目', 't2', '–'],
  ]);
  const both = normalize(documentOf('项目支出绩效自评表', [...form('甲项目', '97'), ...form('乙项目', '96')])).reports;
  expect(
    both.map(({ project, total, indicators }) => [project?.text, total?.score?.raw, indicators.map(({ row }) => row)]),
  ).toEqual([
    ['甲项目', '97', [2]],
    ['乙项目', '96', [6]],
  ]);
});

test('a form inside a report whose sections go on below it belongs to the report', () => {
  const { reports } = split(
    '2022年度灌区改造绩效自评报告',
    '一、灌区改造基本情况',
    SENTENCE,
    form('灌区改造'),
    '二、存在问题',
    SENTENCE,
  );
  expect(reports).toEqual([['2022年度灌区改造绩效自评报告', '灌区改造', 't1', 'b1–b5']]);
});

test('several forms behind a report that names none of their projects stay apart, with a note', () => {
  const { reports, codes } = split(
    '2022年度部门绩效自评报告',
    '一、部门基本情况',
    SENTENCE,
    '附件1',
    form('甲项目建设'),
    '附件2',
    form('乙项目运行'),
  );
  expect(reports.map(([title, project]) => [title, project])).toEqual([
    ['2022年度部门绩效自评报告', null],
    [null, '甲项目建设'],
    [null, '乙项目运行'],
  ]);
  expect(codes).toEqual(['split-unsure']);
});

test('a file that is no self-evaluation gives no report and a note', () => {
  expect(
    split('关于开展防汛工作的通知', '一、总体要求', SENTENCE.replaceAll('绩效', '').replace('自查', '检查'), [
      '姓名|电话',
      '甲|乙',
    ]),
  ).toEqual({
    reports: [],
    codes: ['no-report'],
  });
});
