import { describe, expect, it } from 'vitest';
import { told } from './told.ts';

/** Only the derivations, one line a fact that has one. */
const derived = (...lines: readonly string[]) => told(...lines).filter((line) => line.includes(' = '));

describe('sums that are meant to be complete', () => {
  it('takes parts that one slip keeps from adding up for all parts', () => {
    expect(derived('2022年查处资金36.82万元，其中甲院34.99万元，乙店1.83万元。')).toEqual([
      'f1 other 查处资金 36.82万元 @2022年 = sum(f2, f3)!',
    ]);
    // a digit changed, two digits swapped, the point moved
    for (const part of ['14.99', '43.99', '349.9']) {
      expect(derived(`2022年查处资金36.82万元，其中甲院${part}万元，乙店1.83万元。`)[0]).toMatch(/= sum\(f2, f3\)!$/);
    }
    expect(derived('2022年查处资金36.82万元，其中甲院12.44万元，乙店1.83万元。')[0]).toMatch(/= sum\(f2, f3\)$/);
  });

  it('asks for more than one digit between round figures', () => {
    expect(derived('支出500万元，其中人员经费300万元，办公经费100万元。')[0]).toMatch(/= sum\(f2, f3\)$/);
    expect(derived('2022年共争取资金5000万元，其中用于道路2000万元，用于水利1500万元。')[0]).toMatch(
      /= sum\(f2, f3\)$/,
    );
  });

  it('knows kinds that make a whole', () => {
    expect(derived('救助资金30万元，其中中央资金20万元，地方资金5万元。')[0]).toMatch(/= sum\(f2, f3\)!$/);
    expect(derived('在职人员46人，其中行政人员18人，事业人员8人。')[0]).toMatch(/= sum\(f2, f3\)!$/);
  });

  it('divides a part again and a price', () => {
    expect(
      told('支出1,256.37万元，其中基本支出856.37万元（人员经费700万元、公用经费156.37万元），项目支出400万元。'),
    ).toEqual([
      'f1 executed — 1256.37万元 = sum(f2, f5)!',
      'f2 executed 基本支出 856.37万元 of f1 = sum(f3, f4)!',
      'f3 executed 人员经费 700万元 of f2',
      'f4 executed 公用经费 156.37万元 of f2',
      'f5 executed 项目支出 400万元 of f1',
    ]);
    expect(told('人均筹资标准提高到960元，其中财政补助610元，个人缴费350元。')).toEqual([
      'f1 unit-price 人均筹资标准 960元 = sum(f2, f3)!',
      'f2 unit-price 财政补助 610元 of f1',
      'f3 unit-price 个人缴费 350元 of f1',
    ]);
    expect(derived('预算100万元，其中每人补助500元，共救助30人。')).toEqual([]);
  });

  it('sums scores before a total score', () => {
    expect(derived('预算执行得分10分，产出指标得分48分，效益指标得分30分，满意度指标得分10分，总得分98分。')).toEqual([
      'f5 score 总得分 98分 = sum(f1, f2, f3, f4)!',
    ]);
    expect(derived('产出指标得分48分，效益指标得分30分，满意度指标得分10分，总得分98分。')).toEqual([]);
  });
});

describe('rates that are about other figures', () => {
  it('takes every rate over the amounts beside it', () => {
    expect(
      derived('基本支出预算500万元，执行500万元，执行率100%；项目支出预算300万元，执行270万元，执行率90%。'),
    ).toEqual(['f3 execution-rate 执行率 100% = ratio(f2, f1)', 'f6 execution-rate 执行率 90% = ratio(f5, f4)']);
    expect(derived('年初预算500万元，调整预算600万元，支出580万元，年初预算执行率116%。')).toEqual([
      'f4 execution-rate 预算执行率 116% (initial) = ratio(f3, f1)',
    ]);
  });

  it("leaves another sentence's amount alone that the rate cannot be about", () => {
    expect(derived('全县一般公共预算支出50亿元。本项目支出100万元，执行率98%。')).toEqual([]);
  });

  it('finds what a share names', () => {
    expect(derived('预算1500万元，累计支付资金1,250万元，占预算的83.33%。')).toEqual([
      'f3 share 占预算 83.33% = ratio(f2, f1)',
    ]);
    expect(derived('参保176268人，完成任务数173218人的101.76%。')).toEqual(['f3 other — 101.76% = ratio(f1, f2)']);
    expect(derived('抽查100户，满意96户，满意度96%。')).toEqual(['f3 satisfaction 满意度 96% = ratio(f2, f1)']);
    expect(derived('支出1860万元，占本年支出合计的100%。')).toEqual([]);
  });
});

describe('products of what belongs together', () => {
  it('multiplies a price per head only with people', () => {
    expect(derived('补助120人，每人500元，共计6万元。')).toEqual(['f3 other — 6万元 = product(f1, f2)']);
    expect(derived('全区18个乡镇，每人补助100元，共计发放补助50万元。')).toEqual([]);
    expect(derived('按照人均80元的标准，服务常住人口12.5万人，共需经费1000万元。')).toEqual([
      'f3 other 需经费 1000万元 = product(f2, f1)',
    ]);
    expect(derived('采购设备45台，单价1.2万元，合计54万元。')).toEqual(['f3 other — 54万元 = product(f1, f2)']);
  });
});
