import { describe, expect, it } from 'vitest';
import { told } from './told.ts';

describe('relations that only the figures prove', () => {
  it('subtracts what an earlier sentence spent from what it had', () => {
    expect(told('全年预算收入1777.05万元。全年支出1742.86万元。年末结转34.19万元。').at(-1)).toBe(
      'f3 balance — 34.19万元 = difference(f1, f2)',
    );
  });

  it('takes a balance one slip away, also over the point', () => {
    expect(told('全年可用资金862.4万元。全年支出815.3万元，年末结转41.7万元。').at(-1)).toBe(
      'f3 balance — 41.7万元 = difference(f1, f2)',
    );
  });

  it('leaves a balance alone that is of other money', () => {
    expect(told('全年预算收入1777.05万元。全年支出1742.86万元。账户结余906.51万元。').at(-1)).toBe(
      'f3 balance 账户结余 906.51万元',
    );
  });

  it('adds what last year left to the budget', () => {
    expect(told('年初预算800万元，上年结转62.4万元，全年可用资金862.4万元。').at(-1)).toBe(
      'f3 budget 可用资金 862.4万元 = sum(f1, f2)!',
    );
  });

  it('finds the part of a rate by its name and the whole by its value', () => {
    expect(told('发放问卷200份，收回196份，回收率98%，其中满意189份，满意度96.43%。').at(-1)).toBe(
      'f5 satisfaction 满意度 96.43% = ratio(f4, f2)',
    );
  });

  it('multiplies people by their average', () => {
    expect(told('救助1265人次，支出200.00万元，人均救助1581元。')).toContain(
      'f2 executed — 200.00万元 = product(f1, f3)',
    );
  });
});

describe('changes', () => {
  it('takes the parts behind a change for those of what changed', () => {
    expect(told('支出18.6万元，较上年减少2.4万元，其中接待费3.2万元，车辆费15.4万元。').at(0)).toBe(
      'f1 executed — 18.6万元 = sum(f3, f4)!',
    );
  });

  it('does not take what was left undone for what was done', () => {
    expect(told('指标18个，其中产出指标9个；完成16个，未完成2个，完成率88.89%。').at(-1)).not.toContain('f4');
  });

  it('divides a change by the old figure beside it', () => {
    expect(told('支出12.6万元，较上年14.2万元减少1.6万元，下降11.27%。').at(-1)).toBe(
      'f4 other 下降 11.27% = ratio(f3, f2)',
    );
  });

  it('makes no growth of a figure and its change', () => {
    expect(told('支出12.6万元，较上年减少1.6万元，下降11.27%。').at(-1)).toBe('f3 other 下降 11.27%');
  });

  it('takes the old figure from the bracket behind the rate', () => {
    expect(told('新增就业413人，同比增长8.97%（上年379人）。')).toContain('f2 other 同比增长 8.97% = growth(f1, f3)');
  });
});

describe('where parts end', () => {
  it('stops at a stronger mark when the parts make the whole', () => {
    expect(
      told('核定编制86名，其中行政编制18名、事业编制68名；年末在职人员81人，其中行政17人、事业64人，退休人员45人。'),
    ).toEqual([
      'f1 count 编制 86名 = sum(f2, f3)!',
      'f2 count 行政编制 18名 of f1',
      'f3 count 事业编制 68名 of f1',
      'f4 people 在职人员 81人 = sum(f5, f6)!',
      'f5 people 行政 17人 of f4',
      'f6 people 事业 64人 of f4',
      'f7 people 退休人员 45人',
    ]);
  });

  it('stops there too when the parts fail by a slip', () => {
    expect(told('造林1.25万亩，其中乔木林0.83万亩、灌木林0.24万亩；森林抚育2.4万亩。')).toEqual([
      'f1 other 造林 1.25万亩 = sum(f2, f3)',
      'f2 other 乔木林 0.83万亩 of f1',
      'f3 other 灌木林 0.24万亩 of f1',
      'f4 other 森林抚育 2.4万亩',
    ]);
  });

  it('parts the same whole a second time', () => {
    expect(told('培训1260人，其中城镇480人、农村780人；按性别分，男性702人、女性558人。')).toEqual([
      'f1 people 培训 1260人 = sum(f2, f3)!',
      'f2 people 城镇 480人 of f1',
      'f3 people 农村 780人 of f1',
      'f4 people 男性 702人 of f1',
      'f5 people 女性 558人 of f1',
    ]);
  });
});

describe('scores of items', () => {
  it('names the item before the colon', () => {
    expect(
      told('产出指标（50分）。数量指标：购置设备25台，得15分；质量指标：验收合格，得15分。产出指标得30分。'),
    ).toEqual([
      'f1 points 产出指标 50分',
      'f2 count 购置设备 25台',
      'f3 score 数量指标 15分',
      'f4 score 质量指标 15分',
      'f5 score 产出指标 30分',
    ]);
  });

  it('pairs points with the score behind them', () => {
    expect(told('决策20分得19.5分，产出35分得32.5分。')).toEqual([
      'f1 points 决策 20分',
      'f2 score 决策 19.5分',
      'f3 points 产出 35分',
      'f4 score 产出 32.5分',
    ]);
  });
});
