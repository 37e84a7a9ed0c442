import { describe, expect, test } from 'vitest';
import { cutText, MAX_SHOWN_CHARACTERS } from '../../../../pipeline/dataset/evidence/cut-text.ts';

describe('cutText', () => {
  test('leaves a text of usual length alone', () => {
    const { text, toSpan } = cutText('支出320.88万元', [[2, 8]]);
    expect([text, toSpan([2, 8])]).toEqual(['支出320.88万元', [2, 8]]);
  });

  test('keeps what is cited of a long one, wherever it stands', () => {
    const whole = `开头${'甲'.repeat(5000)}320.88${'乙'.repeat(5000)}81.62%`;
    const spans = [
      [5002, 5008],
      [10008, 10014],
    ] as const;
    const { text, toSpan } = cutText(whole, spans);
    expect(text.length).toBeLessThan(MAX_SHOWN_CHARACTERS + 300);
    expect(text.startsWith('开头')).toBe(true);
    expect(spans.map((span) => text.slice(...toSpan(span)))).toEqual(['320.88', '81.62%']);
  });

  test('cuts no letter in two', () => {
    const { text } = cutText('𠀀'.repeat(2000), [[1001, 1003]]);
    expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });
});
