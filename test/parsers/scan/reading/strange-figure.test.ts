import { describe, expect, it } from 'vitest';
import { isStrangeFigure } from '../../../../parsers/scan/reading/strange-figure.ts';

describe('isStrangeFigure', () => {
  it.each(['NN10', '10qq', ']10%', '，≥80%', '100%|', '6.25\\', "100.00'%", '落实(2”分)', '人入5', '盖80%', '表95.5%'])(
    'doubts %s, which nobody prints',
    (line) => expect(isStrangeFigure(line)).toBe(true),
  );

  it.each(['10', '≥95%', '100.00%', '5km', '36kWh', 'A1', '达95%', '约5万元', '第3季度', '(20分)', '≤2万元', '-3.5'])(
    'lets %s stand',
    (line) => expect(isStrangeFigure(line)).toBe(false),
  );

  it('lets quoted words beside figures stand', () => {
    expect(isStrangeFigure('开展“两免”活动3次')).toBe(false);
  });
});
