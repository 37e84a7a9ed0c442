import { expect, it } from 'vitest';
import { told } from './told.ts';

/** Kind and operands of the last figure's derivation. */
function lastOf(sentence: string): string | undefined {
  return told(sentence).at(-1)?.split(' = ')[1];
}

it.each([
  ['床位4,820张，入住老人2,892人，入住率62%。', 'ratio(f2, f1)'],
  ['日处理能力540吨，日均实际处理量486吨，设备利用率92%。', 'ratio(f2, f1)'],
  ['年度计划开展监督检查60次，实际开展72次，超额完成12%。', 'growth(f2, f1)'],
])('takes a rate by the words beside it, also where it is wrong: %s', (sentence, derivation) => {
  expect(lastOf(sentence)).toBe(derivation);
});

it('does not divide open beds by planned ones', () => {
  const facts = told('医院编制床位800张，实际开放床位920张，病床使用率91.6%。');
  expect(facts.some((fact) => fact.includes('ratio'))).toBe(false);
});

it('does not take one part and nothing for all of a whole', () => {
  const [whole] = told('监测断面共20个，其中达到或优于Ⅲ类水质的18个，占90%，劣Ⅴ类断面0个。');
  expect(whole).not.toMatch(/sum\(.*\)!/);
});
