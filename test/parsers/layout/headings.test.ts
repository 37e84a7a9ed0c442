import { describe, expect, test } from 'vitest';
import { findRoles, type Line } from '../../../parsers/layout/headings.ts';

const lines = (...texts: readonly (string | Line)[]): readonly Line[] =>
  texts.map((text) => (typeof text === 'string' ? { kind: 'paragraph', level: null, text } : text));

/** Roles as short words: 2 is a heading of level 2. */
function roles(...texts: readonly (string | Line)[]): readonly string[] {
  return findRoles(lines(...texts)).map(({ kind, level }) => (kind === 'heading' ? String(level) : kind));
}

describe('roles of lines by their words', () => {
  test.each([
    ['第一部分 部门概况', '1'],
    ['一、项目基本情况', '2'],
    ['十二、其他需要说明的问题。', '2'],
    ['（一）项目概况', '3'],
    ['(二) 改进措施', '3'],
    ['（一）产出指标（50分）', '3'],
    ['(一) 项目总体情况。', '3'],
    ['1. 项目单位情况。', '4'],
    ['1、资金到位情况分析', '4'],
    ['2. 2022年预算安排情况', '4'],
    ['1. 项目决策。（20 分）', '4'],
    ['（1）评价目的', '5'],
    ['①资金使用', '5'],
    ['（二）负责全县基本养老保险、失业保险、工伤保险等制度政策的规范和组织执行。', 'list-item'],
    ['1. 科学规范原则。绩效评价应当严格执行规定的程序。', 'list-item'],
    ['2、参保人数 173218 人', 'list-item'],
    ['（3）《某某资金管理办法》（财社〔2022〕1号）', 'list-item'],
    ['1. 2022年度项目支出绩效自评表', 'list-item'],
    ['②住院救助 4106 人次;', 'list-item'],
    ['1.5万元用于培训', 'paragraph'],
    ['2022. 6. 21', 'paragraph'],
    ['一、项目概况 ........ 3', 'paragraph'],
    ['（二）资金情况 12', 'paragraph'],
    ['附件 4:', '1'],
    ['附件1：2022年度项目支出绩效自评表', '1'],
    ['附件', '1'],
    ['附件:1、自评表 2、佐证材料', 'paragraph'],
    ['2022年度水利项目支出绩效自评报告', '1'],
    ['关于2022年度专项资金绩效自评的报告', '1'],
    ['项目支出绩效自评表（2022年度）', '1'],
    ['2022年度部门整体支出绩效目标表', '1'],
    ['根据要求，现将自评情况形成本报告', 'paragraph'],
    ['详见绩效自评报告', 'paragraph'],
    ['资金到位情况表', 'paragraph'],
    ['表4-1 项目决策指标得分情况', 'caption'],
    ['表 1：资金到位', 'caption'],
    ['续表2', 'caption'],
    ['图 3 满意度', 'caption'],
    ['附表1', 'caption'],
    ['表4-1所示各项指标均已完成', 'paragraph'],
    ['图书馆建设', 'paragraph'],
    ['无。', 'paragraph'],
  ])('%s: %s', (text, role) => {
    expect(roles(text)).toEqual([role]);
  });

  test('the issuing body above a title belongs to it, a signature below does not', () => {
    expect(roles('某县医疗保障局', '2022年度项目绩效自评报告', '正文。', '某县医疗保障局', '2023年4月20日')).toEqual([
      '1',
      '1',
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
  });

  test('several attachments in a row are a list', () => {
    expect(roles('附件1：绩效自评表', '附件2：佐证材料')).toEqual(['list-item', 'list-item']);
  });

  test('the name of a table inside a report is its caption where the table follows', () => {
    expect(roles({ kind: 'paragraph', level: null, text: '补助资金到位情况表', tableFollows: true })).toEqual([
      'caption',
    ]);
  });

  test('the mark of the format counts where the words say nothing', () => {
    const heading = (text: string, level: number): Line => ({ kind: 'heading', level, text });
    const long =
      '本单位按照要求开展了自评工作，成立了领导小组，制定了工作方案，收集了有关资料，形成了自评结论，现将有关情况说明如下，供参考和审核使用。';
    expect(roles(heading('项目概况', 2), heading('一、背景', 1), heading(long, 1))).toEqual(['2', '2', 'paragraph']);
    expect(roles({ kind: 'paragraph', level: null, text: '某县水利项目', title: true })).toEqual(['1']);
    expect(roles({ kind: 'paragraph', level: null, text: '（2022年度）', title: true })).toEqual(['paragraph']);
    expect(
      roles({ kind: 'header', level: null, text: '一、眉' }, { kind: 'list-item', level: null, text: '要点' }),
    ).toEqual(['header', 'list-item']);
  });
});
