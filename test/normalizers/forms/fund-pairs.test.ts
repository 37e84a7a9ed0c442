import { describe, expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.ts';
import { documentOf, fundLine, type Line } from '../document-of.ts';

const funds = (...rows: string[]) => {
  const items: Line[] = [
    '2022年度部门整体支出绩效自评表',
    [
      ...rows,
      '一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分',
      '产出指标|数量指标|服务人次|3200人次|3286人次|90|90',
      '总分^5|100|99.6',
    ],
  ];
  const [report] = normalize(documentOf(...items)).reports;
  return report?.funds.map(fundLine);
};

describe('the whole budget told beside labels', () => {
  test('label and figure in one cell', () => {
    expect(
      funds(
        '部门名称^2|某市残疾人联合会^5',
        '预算执行情况（万元）^2x2|年初预算数：1,286.40|调整后预算数：1,402.80|支出数：1,346.69|执行率：96.00%|',
        '其中：基本支出：602.30|项目支出：800.50|结转结余：56.11|得分：9.6|',
      ),
    ).toEqual(['total 调整后预算数 initial=1286.40万元 budget=1402.80万元 executed=1346.69万元 rate=96.00% score=9.6']);
  });

  test('label and figure in two cells, over several rows', () => {
    expect(
      funds(
        '项目名称|档案数字化^2|执行率分值|10|执行率得分|9.98',
        '资金总额（元）|486,000.00|实际支出（元）|485,000.00|执行率|99.79%|',
        '财政拨款（元）|486,000.00|其他资金（元）|0.00|||',
      ),
    ).toEqual(['total 资金总额（元） budget=486000.00元 executed=485000.00元 rate=99.79% points=10 score=9.98']);
  });

  test('one figure alone is no budget', () => {
    expect(funds('项目名称|档案数字化^2|资金总额（元）|486,000.00^3')).toEqual([]);
  });
});
