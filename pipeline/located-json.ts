import type { Message } from './model/source.ts';

/** JSON that knows on which line each value begins, for messages about files that people write by hand. */
export interface LocatedJson {
  readonly value: unknown;
  /** Line, from 1, of the value at a path; of the nearest value around it where there is none. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** A file that is not JSON: where, and what to write instead. */
export class LocatedJsonError extends Error {
  readonly line: number;
  readonly zh: string;
  constructor(line: number, { zh, en }: Message) {
    super(en);
    this.name = 'LocatedJsonError';
    this.line = line;
    this.zh = zh;
  }
}

/** Deeper files are no work of people, and recursion has an end. */
const MOST_DEPTH = 40;

/** Parses JSON; throws LocatedJsonError. A key that is written twice is an error, since only one of them would count. */
export function parseLocatedJson(text: string): LocatedJson {
  const lines = new Map<string, number>();
  const reader = createReader(text.replace(/^\uFEFF/u, ''), lines);
  const value = reader.readValue([]);
  reader.expectEnd();
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const line = lines.get(keyOf(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
  return { value, lineOf };
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

function createReader(text: string, lines: Map<string, number>) {
  let at = 0;

  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;

  function fail(zh: string, en: string, index = at): never {
    throw new LocatedJsonError(lineAt(index), { zh, en });
  }

  function skipBlanks(): void {
    at += /^[ \t\r\n]*/u.exec(text.slice(at))?.[0].length ?? 0;
    if (text.startsWith('//', at) || text.startsWith('/*', at)) fail('JSON 不能有注释', 'JSON has no comments');
  }

  function fault(): never {
    const sign = text.charAt(at);
    if (sign === '')
      fail('文件在这里中断，缺少括号或引号', 'the file ends here; a bracket or quotation mark is missing');
    const ascii = FULL_WIDTH.get(sign);
    if (ascii !== undefined) fail(`这里的“${sign}”应为英文的 ${ascii}`, `${sign} should be ${ascii}`);
    if (sign === "'") fail('引号应为英文的双引号 "', 'use double quotation marks');
    return fail(`这里不应有“${sign}”`, `${sign} is not expected here`);
  }

  function readValue(path: readonly PropertyKey[]): unknown {
    skipBlanks();
    if (path.length > MOST_DEPTH) fail('嵌套过深', 'nested too deep');
    lines.set(keyOf(path), lineAt(at));
    const sign = text.charAt(at);
    if (sign === '{') return readObject(path);
    if (sign === '[') return readArray(path);
    if (sign === '"') return readString();
    const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/u.exec(
      text.slice(at),
    )?.[0];
    if (literal === undefined) fault();
    at += literal.length;
    return JSON.parse(literal);
  }

  function readString(): string {
    const literal = /^"(?:[^"\\\n]|\\.)*"/u.exec(text.slice(at))?.[0];
    if (literal === undefined) fail('这一行的引号没有成对', 'a quotation mark is missing on this line');
    try {
      const value: unknown = JSON.parse(literal);
      at += literal.length;
      return String(value);
    } catch {
      return fail('文字里有不允许的反斜杠或控制字符', 'a backslash or control character that JSON does not allow');
    }
  }

  function readObject(path: readonly PropertyKey[]): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    at += 1;
    skipBlanks();
    for (let isFirst = true; text.charAt(at) !== '}'; isFirst = false) {
      if (!isFirst) readComma('}');
      if (text.charAt(at) !== '"') fault();
      const begin = at;
      const key = readString();
      if (entries.has(key)) fail(`“${key}”写了两次`, `"${key}" is written twice`, begin);
      skipBlanks();
      if (text.charAt(at) !== ':') fault();
      at += 1;
      entries.set(key, readValue([...path, key]));
      skipBlanks();
    }
    at += 1;
    return Object.fromEntries(entries);
  }

  function readArray(path: readonly PropertyKey[]): unknown[] {
    const values: unknown[] = [];
    at += 1;
    skipBlanks();
    while (text.charAt(at) !== ']') {
      if (values.length > 0) readComma(']');
      values.push(readValue([...path, values.length]));
      skipBlanks();
    }
    at += 1;
    return values;
  }

  function readComma(closing: string): void {
    if (text.charAt(at) === '"') fail('前一项之后缺少逗号', 'a comma is missing after the item before');
    if (text.charAt(at) !== ',') fault();
    const comma = at;
    at += 1;
    skipBlanks();
    if (text.charAt(at) === closing) fail('最后一项之后多了逗号', 'a comma too many after the last item', comma);
  }

  function expectEnd(): void {
    skipBlanks();
    if (at < text.length) fault();
  }

  return { readValue, expectEnd };
}

/** Signs that a Chinese keyboard gives for those of JSON. */
const FULL_WIDTH: ReadonlyMap<string, string> = new Map([
  ['，', ','],
  ['：', ':'],
  ['“', '"'],
  ['”', '"'],
  ['｛', '{'],
  ['｝', '}'],
  ['【', '['],
  ['】', ']'],
  ['［', '['],
  ['］', ']'],
]);
