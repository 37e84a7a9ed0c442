import { describe, expect, test } from 'vitest';
import { acrossCatalogue, catalogue } from '../../../pipeline/validate/catalogue.ts';
import { renderCatalogue, renderCheck } from '../../../pipeline/validate/catalogue-page.ts';

describe('the catalogue of checks', () => {
  test('CHECKS.md is what the checks say; `npm run generate` writes it', async () => {
    await expect(renderCatalogue('md')).toMatchFileSnapshot('../../../CHECKS.md');
  });

  test('as JSON it names every check with its examples and their findings', () => {
    const records: { id: string }[] = JSON.parse(renderCatalogue('json'));
    expect(records.map(({ id }) => id)).toEqual([...catalogue, ...acrossCatalogue].map(({ id }) => id));
    const page = JSON.parse(renderCheck('A101', 'json') ?? '');
    expect([page.name, page.severity]).toEqual(['execution-rate-follows-amounts', 'error']);
    expect(page.examples[1].kind).toBe('invalid');
    expect(page.examples[1].findings[0].recorded).toBe('81.62%');
    expect(page.examples[1].findings[0].formula).toBe('320.88 ÷ 398.00 = 80.62%');
  });

  test('a page is found by its id in either case, and an unknown id has none', () => {
    expect(renderCheck('a101', 'md')).toBe(renderCheck('A101', 'md'));
    expect(renderCheck('A101', 'md')?.split('\n')[0]).toBe('# A101 执行率与金额相符');
    expect(renderCheck('Z999', 'md')).toBeNull();
  });

  test('no row of a table is broken by what an example prints', () => {
    const rows = renderCatalogue('md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
    expect(rows.filter((line) => line.replace(/\\\|/gu, '').split('|').length < 5)).toEqual([]);
  });
});
