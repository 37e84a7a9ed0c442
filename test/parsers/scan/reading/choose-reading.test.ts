import { describe, expect, it } from 'vitest';
import { chooseReading } from '../../../../parsers/scan/reading/choose-reading.ts';

const read = (text: string, engine: 'chi_sim' | 'eng', confidence: number) => ({ text, engine, confidence });

describe('chooseReading', () => {
  it('trusts a figure that both models read alike', () => {
    const chosen = chooseReading([read('65.66', 'chi_sim', 0.9), read('65.66', 'eng', 0.9)], { tall: 4, points: 1 });
    expect(chosen).toEqual({ text: '65.66', confidence: expect.closeTo(0.99), readings: [] });
  });

  it('does not trust two readings that are both at a loss', () => {
    const chosen = chooseReading([read('1', 'chi_sim', 0.2), read('1', 'eng', 0.3)], null);
    expect(chosen).toEqual({ text: '1', confidence: expect.closeTo(0.25), readings: [] });
  });

  it('keeps both figures where readings differ, and doubts', () => {
    const readings = [read('53830', 'chi_sim', 0.81), read('5830', 'eng', 0.8)];
    expect(chooseReading(readings, { tall: 4, points: 0 })).toEqual({
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
    expect(chooseReading(readings, { tall: 1, points: 0 })).toEqual({
      text: '7',
      confidence: 0.85,
      readings: [readings[1], readings[0]],
    });
  });

  it('does not settle by one model alone', () => {
    const readings = [read('85%', 'chi_sim', 0.9), read('95%', 'eng', 0.9), read('95%', 'eng', 0.95)];
    expect(chooseReading(readings, null)).toMatchObject({ text: '95%', confidence: 0.6 });
  });

  it('settles the only figure among readings of glyphs like digits', () => {
    const readings = [
      read('号', 'chi_sim', 0.5),
      read('5', 'eng', 0.96),
      read('5', 'eng', 0.96),
      read('三', 'chi_sim', 0.6),
    ];
    expect(chooseReading(readings, { tall: 1, points: 0 })).toMatchObject({ text: '5', confidence: 0.85 });
    expect(chooseReading(readings, { tall: 2, points: 0 })).toMatchObject({ text: '5', confidence: 0.6 });
  });

  it('takes the reading that has as many digits and points as there is ink for', () => {
    const percent = [read('909%', 'chi_sim', 0.9), read('90%', 'eng', 0.8)];
    expect(chooseReading(percent, { tall: 3, points: 0 }).text).toBe('90%');
    const point = [read('24', 'eng', 0.95), read('2.4', 'chi_sim', 0.9)];
    expect(chooseReading(point, { tall: 2, points: 1 })).toMatchObject({ text: '2.4', confidence: 0.6 });
  });

  it('holds brackets and letters for no dispute about figures', () => {
    const readings = [read('CBA)', 'chi_sim', 0.6), read('(B/A)', 'eng', 0.8), read('(B/A)', 'eng', 0.8)];
    expect(chooseReading(readings, null)).toMatchObject({ text: '(B/A)', readings: [] });
  });

  it('reads nothing where nothing was read', () => {
    expect(chooseReading([], null)).toEqual({ text: '', confidence: 0, readings: [] });
  });
});
