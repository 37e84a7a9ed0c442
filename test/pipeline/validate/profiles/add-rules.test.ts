import { describe, expect, test } from 'vitest';
import { type ExampleInput, example } from '../../../../pipeline/validate/example.ts';
import { ministry } from '../../../../pipeline/validate/profiles/ministry.ts';
import type { Profile } from '../../../../pipeline/validate/profiles/profile.ts';
import { validate } from '../../../../pipeline/validate/validate.ts';

const county: Profile = {
  ...ministry,
  name: 'county',
  title: { zh: '某县自评办法', en: 'rules of a county' },
  rules: [
    {
      kind: 'threshold',
      applies: 'indicator',
      name: '验收合格率',
      parameters: { comparator: '>=', threshold: '95', points: '4', otherwise: '0' },
      quote: '验收合格率≥95%得4分，否则不得分',
    },
  ],
};

function judged(input: ExampleInput) {
  const { document, reports, profile } = example(input);
  const { findings } = validate({ document, reports, profile, path: 'a', only: ['S102'] });
  return findings.map(({ severity, recorded, recomputed, basis }) => [severity, recorded, recomputed, basis.zh]);
}

const row = { level3: '验收合格率', target: '≥95%', actual: '90%', points: '4', score: '2' };

describe('rules of a profile', () => {
  test('are no rules of the document: what only they forbid is a warning that names the profile', () => {
    expect(judged({ indicators: [row], profile: county })).toEqual([
      ['warning', '2', '0', '某县自评办法：验收合格率≥95%得4分，否则不得分（报告未载明）'],
    ]);
  });

  test('give way to what the document prints', () => {
    const printed = {
      kind: 'threshold' as const,
      applies: 'indicator' as const,
      name: '验收合格率',
      comparator: '>=' as const,
      threshold: '90',
      points: '4',
      otherwise: '0',
      quote: '≥90%得4分，否则不得分',
    };
    expect(judged({ indicators: [row], rules: [printed], profile: county })).toEqual([
      ['error', '2', '4', '报告载明：≥90%得4分，否则不得分'],
    ]);
  });
});

test('points of execution that no form and no profile gives are not implied', () => {
  const funds = [{ label: '年度资金总额', budget: '10', executed: '9', executionRate: '90%', score: '5' }];
  const outcomes = (profile: Profile) => {
    const { document, reports } = example({ funds });
    return validate({ document, reports, profile, path: 'a', only: ['S101'] }).results.map(({ outcome }) => outcome);
  };
  expect([outcomes(ministry), outcomes({ ...ministry, executionPoints: null })]).toEqual([['fail'], ['open']]);
});
