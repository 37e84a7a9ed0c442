import { ReadFailure } from '../../pipeline/model/failure.ts';

/** A line of the file as it stands there, without its end; `number` counts from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Longest line that is read. The longest paragraph of the real reports has 3,000 characters; one of a million is no report. */
const MAX_LINE_CHARS = 200_000;
/** Most lines that are read: a report of 500 pages has 30,000. */
const MAX_LINES = 300_000;
const CONTROLS = /(?!\t)[\p{Cc}\u200b\ufeff]/gu;

/** Splits text at CRLF, CR, LF and form feeds (a form feed ends a page, not a line: both parts keep the line's number). */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    number++;
    if (raw.length > MAX_LINE_CHARS) throw tooLong(number, raw.length);
    if (number > MAX_LINES) throw tooMany();
    const parts = raw.includes('\f') ? raw.split('\f') : [raw];
    parts.forEach((part, index) => {
      // An empty line stands for the page break, so that it separates as a page break does elsewhere.
      if (index > 0) lines.push({ number, text: '' });
      lines.push({ number, text: part.replaceAll('\v', ' ').replace(CONTROLS, '') });
    });
  }
  return lines;
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

function tooLong(number: number, length: number): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `第 ${number} 行有 ${length} 个字符，超过上限 ${MAX_LINE_CHARS}：请检查文件是否为报告文本`,
    en: `line ${number} has ${length} characters, more than ${MAX_LINE_CHARS}: check that the file is the text of a report`,
  });
}

function tooMany(): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `文件超过 ${MAX_LINES} 行：请拆分后再读`,
    en: `the file has more than ${MAX_LINES} lines: split it`,
  });
}
