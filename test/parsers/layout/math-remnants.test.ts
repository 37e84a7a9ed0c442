import { expect, test } from 'vitest';
import { replaceMath } from '../../../parsers/layout/math-remnants.ts';

test.each([
  ['$\\geq$95%', '≥95%'],
  ['$\\geq 70\\%$', '≥70%'],
  ['$\\leq X$ ，得分', '≤X ，得分'],
  ['权重$\\times B/A$', '权重×B/A'],
  ['\\( \\frac{B}{A} \\times 100\\% \\)', 'B/A×100%'],
  ['$\\mathrm{PM}_{2.5}$', 'PM_2.5'],
  ['目标 \\geq 90 分', '目标 ≥90 分'],
  ['$100$', '100'],
  ['单价 $5 和 $6', '单价 $5 和 $6'],
  ['$\\unknown{x}$', '$\\unknown{x}$'],
  ['C:\\temp', 'C:\\temp'],
])('%s → %s', (raw, plain) => {
  expect(replaceMath(raw).text).toBe(plain);
});
