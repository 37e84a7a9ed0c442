import { describe, expect, it } from 'vitest';
import { findRuns, toFigureKey } from '../../../../parsers/scan/reading/runs.ts';

const runsOf = (text: string, breaks: readonly number[] = []) => {
  const characters = [...text];
  return findRuns(characters, (i) => breaks.includes(i)).map(({ from, to }) => characters.slice(from, to).join(''));
};

describe('findRuns', () => {
  it.each([
    ['完成率95.5%以上', ['95.5%']],
    ['产出指标(50分)', ['(50']],
    ['指标1:参保人数', ['1']],
    ['执行率(B/A)', ['(B/A)']],
    ['资金30万元、87人次', ['30', '87']],
    ['主管部门(盖章)', []],
    ['１２．５万元', ['１２．５']],
  ])('%s', (text, runs) => {
    expect(runsOf(text)).toEqual(runs);
  });

  it('ends a run where something stands between', () => {
    expect(runsOf('50100', [2])).toEqual(['50', '100']);
  });
});

describe('toFigureKey', () => {
  it.each([
    ['(50', '50'],
    ['１２．５％', '12.5%'],
    ['10.', '10'],
    ['—3.2', '-3.2'],
    ['5 830', '5830'],
    ['1,038.00', '1,038.00'],
    ['A类3人4次', '3 4'],
    ['无', ''],
  ])('%s', (text, key) => {
    expect(toFigureKey(text)).toBe(key);
  });
});
