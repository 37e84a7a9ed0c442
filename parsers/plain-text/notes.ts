import type { ReadNote } from '../parser.ts';

/** A doubt or a repair, with the lines it concerns. */
export function lineNote(code: string, lines: readonly number[], message: { zh: string; en: string }): ReadNote {
  const places = [...new Set(lines)].map((line) => ({ line, method: 'text' as const }));
  return { code, message, places };
}

/** At most 60 characters of a text, for messages. */
export function excerpt(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}
