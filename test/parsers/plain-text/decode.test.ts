import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../parsers/plain-text/decode.ts';
import { plainTextParser } from '../../../parsers/plain-text/index.ts';

const SENTENCE = '全年预算执行率为百分之八十，资金按时拨付到位。';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes of 预算执行率，资金。 and of 一些 as GBK writes them. */
const GBK = Uint8Array.from([
  0xd4, 0xa4, 0xcb, 0xe3, 0xd6, 0xb4, 0xd0, 0xd0, 0xc2, 0xca, 0xa3, 0xac, 0xd7, 0xca, 0xbd, 0xf0, 0xa1, 0xa3,
]);
const GBK_LIKE_UTF8 = Uint8Array.from([0xd2, 0xbb, 0xd0, 0xa9]);

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const units = Array.from(`\uFEFF${text}`, (char) => char.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => (order === 'le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}

describe('decodeText', () => {
  test.each([
    ['UTF-8', utf8(SENTENCE), { text: SENTENCE, encoding: 'utf-8', invalid: 0 }],
    ['UTF-8 with a mark', utf8(`\uFEFF${SENTENCE}`), { text: SENTENCE, encoding: 'utf-8', invalid: 0 }],
    ['UTF-16, low byte first', utf16(SENTENCE, 'le'), { text: SENTENCE, encoding: 'utf-16le', invalid: 0 }],
    ['UTF-16, high byte first', utf16(SENTENCE, 'be'), { text: SENTENCE, encoding: 'utf-16be', invalid: 0 }],
    ['GB18030', GBK, { text: '预算执行率，资金。', encoding: 'gb18030', invalid: 0 }],
    ['ASCII', utf8('plan 5'), { text: 'plan 5', encoding: 'utf-8', invalid: 0 }],
    ['GB18030 that is valid UTF-8 too', GBK_LIKE_UTF8, { text: '一些', encoding: 'gb18030', invalid: 0 }],
  ])('reads %s', (_, bytes, expected) => {
    expect(decodeText(bytes)).toEqual(expected);
  });

  test('keeps a UTF-8 text that is cut inside its last character', () => {
    const bytes = utf8(SENTENCE.repeat(20));
    expect(decodeText(bytes.subarray(0, bytes.length - 1))).toEqual({
      text: `${SENTENCE.repeat(20).slice(0, -1)}\uFFFD`,
      encoding: 'utf-8',
      invalid: 1,
    });
  });
});

describe('recognises', () => {
  const noise = Uint8Array.from({ length: 4000 }, (_, index) => 1 + ((index * 7919 + index * index * 31) % 255));
  test.each([
    ['NUL', Uint8Array.from([65, 0, 66])],
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['control characters', utf8('ab\u0001\u0002cd')],
    ['noise', noise],
    ['Latin-1 prose', Uint8Array.from(Buffer.from('Maßnahmen für Bürger. '.repeat(40), 'latin1'))],
    ['RTF', utf8('{\\rtf1\\ansi 5}')],
    ['a PDF cut short', utf8('%PDF-1.7 5')],
  ])('refuses %s', (_, bytes) => {
    expect(plainTextParser.recognises(bytes)).toBe(false);
  });

  test.each([
    ['prose', utf8(SENTENCE)],
    ['GB18030', GBK],
    ['a form feed', utf8(`${SENTENCE}\f${SENTENCE}`)],
  ])('knows %s', (_, bytes) => {
    expect(plainTextParser.recognises(bytes)).toBe(true);
  });
});
