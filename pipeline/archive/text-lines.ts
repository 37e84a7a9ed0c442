import { createReadStream } from 'node:fs';

/** A line of a file with the bytes it takes, its line feed not counted. */
export interface TextLine {
  readonly text: string;
  /** Of its first byte within the file. */
  readonly offset: number;
  readonly bytes: number;
  /** False for a last line that no line feed ends. */
  readonly isEnded: boolean;
}

const LINE_FEED = 0x0a;

/**
 * Reads a file line by line as UTF-8. Only a line feed ends a line: names may hold U+2028, which readline of some
 * versions takes for an end too.
 */
export async function* readTextLines(file: string): AsyncGenerator<TextLine> {
  let parts: Buffer[] = [];
  let offset = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      parts.push(chunk.subarray(start, end));
      const line = toLine(parts, offset, true);
      yield line;
      offset += line.bytes + 1;
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield toLine(parts, offset, false);
}

function toLine(parts: readonly Buffer[], offset: number, isEnded: boolean): TextLine {
  const content = Buffer.concat(parts);
  return { text: content.toString('utf8'), offset, bytes: content.length, isEnded };
}
