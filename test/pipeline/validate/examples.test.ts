import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../pipeline/model/finding.ts';
import { runExample } from '../../../pipeline/validate/across/run-example.ts';
import { acrossCatalogue, catalogue } from '../../../pipeline/validate/catalogue.ts';
import type { Check, Example } from '../../../pipeline/validate/check.ts';
import { validate } from '../../../pipeline/validate/validate.ts';
import { evaluateFormula } from './formula.ts';

const inFile = catalogue.flatMap((check) =>
  check.examples.map((example) => ({ id: check.id, example, run: () => runInFile(check, example) })),
);
const acrossFiles = acrossCatalogue.flatMap((check) =>
  check.examples.map((example) => ({ id: check.id, example, run: () => runExample(check, example) })),
);
const runs = [...inFile, ...acrossFiles].map((each) => ({ ...each, name: `${each.id}: ${each.example.name.en}` }));
const allChecks = [...catalogue, ...acrossCatalogue];

function runInFile(check: Check, example: Example) {
  const { document, reports, profile } = example.context();
  return validate({ document, reports, profile, path: 'example', checks: [check] });
}

describe('every example of a check gives the findings it says', () => {
  test.each(runs)('$name', (each) => {
    const { findings } = each.run();
    const expected = each.example.findings;
    expect(findings.map((finding, index) => pick(finding, expected[index] ?? {}))).toEqual(
      expected.map(({ cites: _, ...rest }) => rest),
    );
    expected.forEach(({ cites }, index) => {
      for (const cited of cites ?? []) expect(findings[index]?.message.zh).toContain(cited);
    });
  });

  test.each(runs)('$name: the kind of example is what comes of it', (each) => {
    const { results, findings } = each.run();
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    const { kind } = each.example;
    if (kind === 'valid') expect([[...outcomes], findings]).toEqual([['pass'], []]);
    if (kind === 'invalid') expect(findings.some(({ outcome }) => outcome === 'fail')).toBe(true);
    if (kind === 'review') expect(findings.some(({ outcome }) => outcome === 'review')).toBe(true);
    if (kind === 'open' || kind === 'not-applicable') expect([outcomes.has(kind), findings]).toEqual([true, []]);
  });
});

describe('a message gives everything needed to judge again', () => {
  const failing = runs.filter(({ example }) => example.findings.length > 0);

  test.each(failing)('$name', (each) => {
    for (const finding of each.run().findings) {
      expect(finding.message.zh).toContain(finding.recorded?.trim() ?? '');
      expect(finding.message.zh).not.toMatch(/undefined|null|NaN|\[object/);
      expect(finding.message.en).not.toMatch(/undefined|null|NaN|\[object/);
      if (finding.formula === null) continue;
      expect(finding.message.zh).toContain(finding.formula);
      expect(finding.message.en).toContain(finding.formula);
      const { value, shown } = evaluateFormula(finding.formula);
      expect(value.toDecimalPlaces(shown.decimalPlaces, Decimal.ROUND_HALF_UP).toString()).toBe(shown.value.toString());
      expect(finding.recomputed).toBe(shown.text);
    }
  });
});

describe('the catalogue', () => {
  test('is sorted by id and has no id or name twice', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const across = acrossCatalogue.map(({ id }) => id);
    expect(across).toEqual([...new Set(across)].sort());
    expect(across.every((id) => /^F\d{3}$/.test(id) && !ids.includes(id))).toBe(true);
    expect(new Set(allChecks.map(({ name }) => name)).size - across.length).toBe(ids.length);
  });

  test.each(allChecks.map((check) => ({ id: check.id, check })))(
    '$id has valid, invalid and open examples',
    ({ check }) => {
      const kinds = new Set(check.examples.map(({ kind }) => kind));
      expect([kinds.has('valid'), kinds.has('invalid') || kinds.has('review')]).toEqual([true, true]);
    },
  );
});

function pick(finding: Finding, expected: object): object {
  return Object.fromEntries(
    ['severity', 'outcome', ...Object.keys(expected)]
      .filter((key) => key !== 'cites')
      .map((key) => [key, finding[key as keyof Finding]]),
  );
}
