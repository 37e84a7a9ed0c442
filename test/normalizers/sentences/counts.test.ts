import { describe, expect, it } from 'vitest';
import { told } from './told.ts';

describe('counts of indicators', () => {
  it('tells all counts of a scheme and divides the third level', () => {
    expect(
      told('## 评价指标体系', '指标体系设置一级指标4个、二级指标11个、三级指标23个（其中定量指标5个、定性指标18个）'),
    ).toEqual([
      'f1 count 一级指标 4个',
      'f2 count 二级指标 11个',
      'f3 count 三级指标 23个 = sum(f4, f5)!',
      'f4 count 定量指标 5个 of f3',
      'f5 count 定性指标 18个 of f3',
    ]);
  });

  it('reads 均为定性指标 as all of one kind and none of the other', () => {
    expect(told('设置二级指标4个、三级指标7个（均为定性指标）')).toEqual([
      'f1 count 二级指标 4个',
      'f2 count 三级指标 7个',
      'f3 count 定性指标 7个 of f2 = sum(f2)!',
      'f4 count 定量指标 0个 of f2',
    ]);
  });

  it('names the members that are quoted before a count, also over a page break', () => {
    expect(
      told('（2）质量指标（28分）。包含“救助比率”“结算覆盖地区”', '“对象覆盖范围”“政策覆盖率”4个三级指标。'),
    ).toEqual(['f1 points 质量指标 28分', 'f2 count 三级指标 4个 [救助比率|结算覆盖地区|对象覆盖范围|政策覆盖率]']);
  });

  it('reads Chinese numerals and names behind them', () => {
    expect(told('评价指标体系：分为五个一级指标，分别为项目决策、过程管理、产出指标、效益指标和满意度指标。')).toEqual([
      'f1 count 一级指标 5个 [项目决策|过程管理|产出指标|效益指标|满意度指标]',
    ]);
  });
});

describe('counts with a list', () => {
  it('reads the names before 方面, joined by 、 or 和', () => {
    expect(told('项目决策指标从决策依据、决策过程、绩效目标、资金分配四方面进行考察。')).toEqual([
      'f1 count 方面 4方面 [决策依据|决策过程|绩效目标|资金分配]',
    ]);
    expect(told('过程管理指标从资金管理和组织管理两个方面进行考察。')).toEqual([
      'f1 count 方面 2个 [资金管理|组织管理]',
    ]);
    expect(told('评价主要围绕救助基金的项目决策、过程管理、产出指标、效益指标和满意度指标五个方面开展。')).toEqual([
      'f1 count 方面 5个 [项目决策|过程管理|产出指标|效益指标|满意度指标]',
    ]);
  });

  it('keeps a wrong count beside its list', () => {
    expect(told('设置了办公室、财务股、业务股4个股室和服务中心1个二级机构。')).toEqual([
      'f1 count 股室 4个 [办公室|财务股|业务股]',
      'f2 count 二级机构 1个',
    ]);
  });

  it('leaves a list that ends in 等 open', () => {
    expect(told('本单位设办公室、人事科、财务科等6个科室。')).toEqual(['f1 count 科室 6个 [办公室|人事科|财务科|…]']);
  });

  it('takes no list from persons, from words in quotation marks or from what a verb governs', () => {
    expect(told('领导配备：党组书记、局长1名，副局长1名。')).toEqual([
      'f1 people 党组书记、局长 1名',
      'f2 people 副局长 1名',
    ]);
    expect(told('发放“政策明白包”60000个，对低保、特困人员实行3项政策。')).toEqual([
      'f1 count 发放“政策明白包” 60000个',
      'f2 count 政策 3项',
    ]);
  });

  it('reads 不足 behind a row of faults as the end of the last one', () => {
    expect(told('某院存在低指征入院、低码高编、诊断依据不足3项问题。')).toEqual([
      'f1 count 问题 3项 [低指征入院|低码高编|诊断依据不足]',
    ]);
  });
});

describe('people and prices', () => {
  it('derives an amount that the sentence works out', () => {
    expect(told('2022年某镇参保人数73731人，按照区级配套资金标准122元/人/年，即拨付899.52万元区级配套资金。')).toEqual([
      'f1 people 某镇参保人数 73731人 @2022年',
      'f2 unit-price 区级配套资金标准 122元/人/年 @2022年',
      'f3 executed — 899.52万元 @2022年 (allocated) = product(f1, f2)',
    ]);
  });

  it('does not multiply what stands side by side, two standards, or a standard per month', () => {
    expect(
      told('预计参保1.6万人，按照普通居民标准61元/人/年；困难群体标准140元/人/年，预算区级配套资金为110万元。'),
    ).toEqual([
      'f1 people 参保 ~1.6万人 (planned)',
      'f2 unit-price 普通居民标准 61元/人/年',
      'f3 unit-price 困难群体标准 140元/人/年',
      'f4 budget 区级配套资金 110万元',
    ]);
    expect(told('补助标准为每人每月120元，全年补助350人，共计发放补助资金50.4万元。')).toEqual([
      'f1 unit-price 补助标准 120元/人/月',
      'f2 people 补助 350人',
      'f3 executed 补助资金 50.4万元',
    ]);
  });

  it('gives the words of the plan and of the year to their own figures', () => {
    expect(told('2022年度预计参保8.3万人，区级标准沿用2021年度标准按116元/人/年预算，该项目资金为960万元。')).toEqual([
      'f1 people 参保 ~8.3万人 @2022年度 (planned)',
      'f2 unit-price 区级标准沿用标准 116元/人/年 @2021年度',
      'f3 budget 项目资金 960万元 @2022年度',
    ]);
  });

  it('names what is counted, not who counted it', () => {
    expect(
      told('某局2022年度共组织培训会议8次，对14家医疗机构和45家零售药店进行检查，截至目前累计培训900余人次。'),
    ).toEqual([
      'f1 count 组织培训会议 8次 @2022年度',
      'f2 count 医疗机构 14家',
      'f3 count 零售药店 45家',
      'f4 people 培训 ~900人次 @截至目前',
    ]);
  });

  it('holds an as-of date to the end of its sentence', () => {
    expect(told('截至2022年9月初，资助困难群众参保共计10703人，资助资金212.54万元。')).toEqual([
      'f1 people 资助困难群众参保 10703人 @截至2022年9月初',
      'f2 other 资助资金 212.54万元 @截至2022年9月初',
    ]);
  });
});

describe('what is no figure', () => {
  it('skips document numbers, titles, slogans, telephones, ratios, tables and dates', () => {
    expect(
      told(
        '根据《关于印发2022年5项资金管理办法的通知》（某财社〔2019〕142号）第五条和表4-1，打造“15分钟服务圈”和7×24服务，热线0953-8881600，市、区按5:5比例分担，收支两条线。',
        '填报日期：2023. 6. 21',
        '- 1. 科学规范原则。',
      ),
    ).toEqual([]);
  });

  it('leaves scoring rules to the readers of rules', () => {
    expect(
      told(
        '根据评分标准“预算执行率≥90%，得4分，否则不得分”和≥2次得满分，每低1个百分点扣0.5分，90分以上为优、80-90分为良。',
      ),
    ).toEqual([]);
  });
});
