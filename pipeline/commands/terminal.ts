import type { Message } from '../model/source.ts';

export type Language = 'zh' | 'en';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green';

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  green: [32, 39],
};

/** Colours a text, or leaves it as it is where the stream is no terminal or NO_COLOR is set (no-color.org). */
export type Paint = (style: Style, text: string) => string;

export function createPaint(stream: { readonly isTTY?: boolean }): Paint {
  const { NO_COLOR, TERM } = process.env;
  const isColoured = stream.isTTY === true && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
  if (!isColoured) return (_, text) => text;
  return (style, text) => `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`;
}

/** A message in one language, safe to print. */
export function toPlain(message: Message, language: Language): string {
  return toPrintable(message[language]);
}

/**
 * Text of a document or a name as one line that cannot steer a terminal: control characters, line ends and the marks
 * that turn the writing direction are taken out.
 */
export function toPrintable(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
}
