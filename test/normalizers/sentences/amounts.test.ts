import { describe, expect, it } from 'vitest';
import { told } from './told.ts';

describe('amounts of a budget', () => {
  it('tells budget from spending in one clause and gives both the same subject', () => {
    expect(told('2022年城区道路养护费全年预算121.3万元支出87.7万元，主要用于日常养护。')).toEqual([
      'f1 budget 城区道路养护费 121.3万元 @2022年',
      'f2 executed 城区道路养护费 87.7万元 @2022年',
    ]);
  });

  it('derives balance and rate of a fund from its total and its spending', () => {
    expect(
      told('某区2022年能力提升补助资金共计398万元，实际支出320.88万元，结余77.12万元，预算执行率80.62%。'),
    ).toEqual([
      'f1 budget 某区能力提升补助资金 398万元 @2022年',
      'f2 executed 某区能力提升补助资金 320.88万元 @2022年 (actual)',
      'f3 balance 某区能力提升补助资金 77.12万元 @2022年 = difference(f1, f2)',
      'f4 execution-rate 预算执行率 80.62% @2022年 = ratio(f2, f1)',
    ]);
  });

  it('sums the parts in brackets and takes the rate over the total income', () => {
    expect(
      told(
        '全年总收入5387.90万元（其中上年滚存结余4366.26万元、财政补助收入1006.99万元、利息收入14.65万元），实际支出2343.20万元（其中待遇支出2000万元，暂付款343.20万元），年末滚存结余3044.70万元，预算执行率43.49%。',
      ),
    ).toEqual([
      'f1 income — 5387.90万元 = sum(f2, f3, f4)!',
      'f2 balance 上年滚存结余 4366.26万元 (last-year) of f1',
      'f3 income 财政补助收入 1006.99万元 of f1',
      'f4 income 利息收入 14.65万元 of f1',
      'f5 executed — 2343.20万元 (actual) = sum(f6, f7)!',
      'f6 executed 待遇支出 2000万元 of f5',
      'f7 executed 暂付款 343.20万元 of f5',
      'f8 balance — 3044.70万元 = difference(f1, f5)',
      'f9 execution-rate 预算执行率 43.49% = ratio(f5, f1)',
    ]);
  });

  it('ends an enumeration where the spending of the whole begins', () => {
    expect(
      told(
        '2022年度项目预算总额500万元，其中：财政拨款300万元，单位自筹200万元，实际支出480万元，结余20万元，预算执行率96%。',
      ),
    ).toEqual([
      'f1 budget 项目 500万元 @2022年度 = sum(f2, f3)!',
      'f2 budget 财政拨款 300万元 @2022年度 (allocated) of f1',
      'f3 budget 单位自筹 200万元 @2022年度 of f1',
      'f4 executed 项目 480万元 @2022年度 (actual)',
      'f5 balance 项目 20万元 @2022年度 = difference(f1, f4)',
      'f6 execution-rate 预算执行率 96% @2022年度 = ratio(f4, f1)',
    ]);
  });

  it('takes a rate over the adjusted budget of the paragraph, not over the initial one', () => {
    expect(
      told(
        '该项目资金年初预算700万元，压减后预算调整数640万元。本级财政预算拨款638.432万元，已全部到位，执行率达99%。',
      ),
    ).toEqual([
      'f1 budget 项目资金 700万元 (initial)',
      'f2 budget 项目资金 640万元 (adjusted)',
      'f3 budget 本级财政预算拨款 638.432万元 (allocated)',
      'f4 execution-rate 执行率 99% = ratio(f3, f2)',
    ]);
  });

  it('finds 年初 where a year and 年初预算 run together', () => {
    expect(told('2022年年初预算安排80万元，调整后预算100万元，实际支付92.35万元，预算执行率92.35%。')).toEqual([
      'f1 budget — 80万元 @2022年 (initial)',
      'f2 budget — 100万元 @2022年 (adjusted)',
      'f3 executed — 92.35万元 @2022年 (paid)',
      'f4 execution-rate 预算执行率 92.35% @2022年 = ratio(f3, f2)',
    ]);
  });

  it('reads 万 beside a budget word as money', () => {
    expect(told('该项目资金本级财政预算拨款960万。全年实际拨付899.52万元，执行率达94%。')).toEqual([
      'f1 budget 项目资金本级财政预算拨款 960万元 (allocated)',
      'f2 executed — 899.52万元 (allocated)',
      'f3 execution-rate 执行率 94% = ratio(f2, f1)',
    ]);
  });

  it('calls a fund a budget by its section, and money of other kinds by no such name', () => {
    expect(
      told('# 二、资金情况', '2022年本级财政补助资金224万元。', '查处违规使用资金36.5万元。', '年度救助限额为16万元。'),
    ).toEqual([
      'f1 budget 本级财政补助资金 224万元 @2022年',
      'f2 other 查处违规使用资金 36.5万元',
      'f3 other 救助限额 16万元',
    ]);
    expect(told('# 三、实施情况', '资助资金212.54万元。')).toEqual(['f1 other 资助资金 212.54万元']);
  });

  it('leaves a balance alone that last year has a share in', () => {
    expect(told('上年结转50万元，本年收入300万元，本年支出320万元，年末结转30万元。')).toEqual([
      'f1 balance — 50万元 (last-year)',
      'f2 income — 300万元',
      'f3 executed — 320万元',
      'f4 balance — 30万元',
    ]);
  });

  it('takes money from above for a budget and money paid out for spending', () => {
    expect(told('收到省财政拨付资金255.3万元，按时完成拨付区级承担资金110万元。')).toEqual([
      'f1 budget 省财政拨付资金 255.3万元 (allocated)',
      'f2 executed 区级承担资金 110万元 (allocated)',
    ]);
  });
});

describe('totals and parts', () => {
  it('joins a sentence that opens with 其中 to the total before it and gives shares their parts', () => {
    expect(
      told(
        '某区救助补助资金（含公益金）共计2401万元。其中：中央级财政资金2127万元，占比88.59%；自治区级财政资金274万元，占比11.41%。',
      ),
    ).toEqual([
      'f1 budget 某区救助补助资金（含公益金） 2401万元 = sum(f2, f4)!',
      'f2 budget 中央级财政资金 2127万元 of f1',
      'f3 share 占比 88.59% = ratio(f2, f1)',
      'f4 budget 自治区级财政资金 274万元 of f1',
      'f5 share 占比 11.41% = ratio(f4, f1)',
    ]);
  });

  it('adds counts that have different measure words', () => {
    expect(
      told('某局于2019年1月底成立，核定编制17个，其中：行政编制5名，事业编制12名，下设服务中心，配备车辆3辆。'),
    ).toEqual([
      'f1 count 编制 17个 = sum(f2, f3)!',
      'f2 count 行政编制 5名 of f1',
      'f3 count 事业编制 12名 of f1',
      'f4 count 配备车辆 3辆',
    ]);
  });

  it('does not take examples for all parts', () => {
    expect(told('支出500万元，其中培训费20万元，差旅费30万元。')).toEqual([
      'f1 executed — 500万元 = sum(f2, f3)',
      'f2 executed 培训费 20万元 of f1',
      'f3 executed 差旅费 30万元 of f1',
    ]);
    expect(told('全年共支出500万元，其中主要包括设备费300万元，安装费180万元。')[0]).toBe(
      'f1 executed — 500万元 = sum(f2, f3)',
    );
  });

  it('knows a part of one kind is no complete division', () => {
    expect(told('2022年救助资金总额为1006.99万元，其中：中央、省级资金372.99万元，到位率100%。')).toEqual([
      'f1 budget 救助资金 1006.99万元 @2022年',
      'f2 budget 中央、省级资金 372.99万元 @2022年 of f1',
      'f3 other 到位率 100% @2022年 (allocated)',
    ]);
  });

  it('reads parts in a bracket, after a colon, after 在…中 and before 合计', () => {
    expect(told('项目资金总额为1,038.00万元（中央1000万元、省级38万元）。')).toEqual([
      'f1 budget 项目资金 1038.00万元 = sum(f2, f3)!',
      'f2 budget 中央 1000万元 of f1',
      'f3 budget 省级 38万元 of f1',
    ]);
    expect(told('在上级资金372.99万元中，中央资金305.19万元，占比81.82%；省级资金67.8万元，占比18.18%。')).toEqual([
      'f1 budget 上级资金 372.99万元 = sum(f2, f4)!',
      'f2 budget 中央资金 305.19万元 of f1',
      'f3 share 占比 81.82% = ratio(f2, f1)',
      'f4 budget 省级资金 67.8万元 of f1',
      'f5 share 占比 18.18% = ratio(f4, f1)',
    ]);
    expect(told('发放工资260万元，购买用品35万元，合计295万元。')).toEqual([
      'f1 other 发放工资 260万元 of f3',
      'f2 other 购买用品 35万元 of f3',
      'f3 other — 295万元 = sum(f1, f2)!',
    ]);
  });

  it('links a part named by two levels to the levels of a full division elsewhere', () => {
    expect(
      told(
        '# 一、资金情况',
        '2022年救助资金总额为1006.99万元，其中：中央、省级资金372.99万元。',
        '2022年各级财政共安排资金1006.99万元，其中中央财政305.19万元，省级资金67.8万元，地方资金634万元。',
      ),
    ).toEqual([
      'f1 budget 救助资金 1006.99万元 @2022年',
      'f2 budget 中央、省级资金 372.99万元 @2022年 of f1 = sum(f4, f5)!',
      'f3 budget 各级财政 1006.99万元 @2022年 = sum(f4, f5, f6)!',
      'f4 budget 中央财政 305.19万元 @2022年 of f3',
      'f5 budget 省级资金 67.8万元 @2022年 of f3',
      'f6 budget 地方资金 634万元 @2022年 of f3',
    ]);
  });

  it('says that all of a fund is of one kind', () => {
    expect(told('# 一、资金来源', '补助资金共计398万元，全部为中央财政资金。')).toEqual([
      'f1 budget 补助资金 398万元',
      'f2 budget 中央财政资金 398万元 of f1 = sum(f1)!',
    ]);
  });

  it('keeps an approximate part from making a sum exact', () => {
    expect(told('共支出100万元，其中设备费约60万元，安装费约40万元。')[0]).toBe('f1 executed — 100万元 = sum(f2, f3)');
  });
});
