import { describe, expect, it } from 'vitest';
import { chooseReading } from '../../../../parsers/scan/reading/choose-reading.ts';

const read = (text: string, engine: 'chi_sim' | 'eng', confidence: number) => ({ text, engine, confidence });

describe('chooseReading', () => {
  it('trusts a figure that both models read alike', () => {
    const chosen = chooseReading([read('65.66', 'chi_sim', 0.9), read('65.66', 'eng', 0.9)], 4);
    expect(chosen).toEqual({ text: '65.66', confidence: expect.closeTo(0.99), readings: [] });
  });

  it('does not trust two readings that are both at a loss', () => {
    const chosen = chooseReading([read('1', 'chi_sim', 0.2), read('1', 'eng', 0.3)], null);
    expect(chosen).toEqual({ text: '1', confidence: expect.closeTo(0.25), readings: [] });
  });

  it('keeps both figures where readings differ, and doubts', () => {
    const readings = [read('53830', 'chi_sim', 0.81), read('5830', 'eng', 0.8)];
    expect(chooseReading(readings, 4)).toEqual({
      text: '5830',
      confidence: 0.6,
      readings: [readings[1], readings[0]],
    });
  });

  it('settles what three of four tell by both models, and keeps the other', () => {
    const readings = [
      read('了', 'chi_sim', 0.85),
      read('7', 'eng', 0.96),
      read('7', 'eng', 0.96),
      read('7', 'chi_sim', 0.7),
    ];
    expect(chooseReading(readings, 1)).toEqual({ text: '7', confidence: 0.85, readings: [readings[1], readings[0]] });
  });

  it('does not settle by one model alone', () => {
    const readings = [read('85%', 'chi_sim', 0.9), read('95%', 'eng', 0.9), read('95%', 'eng', 0.95)];
    expect(chooseReading(readings, 2)).toMatchObject({ text: '95%', confidence: 0.6 });
  });

  it('holds brackets and letters for no dispute about figures', () => {
    const readings = [read('CBA)', 'chi_sim', 0.6), read('(B/A)', 'eng', 0.8), read('(B/A)', 'eng', 0.8)];
    expect(chooseReading(readings, null)).toMatchObject({ text: '(B/A)', readings: [] });
  });

  it('reads nothing where nothing was read', () => {
    expect(chooseReading([], null)).toEqual({ text: '', confidence: 0, readings: [] });
  });
});
