import { describe, expect, test } from 'vitest';
import { LocatedJsonError, parseLocatedJson } from '../../pipeline/located-json.ts';

function faultOf(text: string): string {
  try {
    parseLocatedJson(text);
    return 'none';
  } catch (error) {
    if (!(error instanceof LocatedJsonError)) throw error;
    return `${error.line} ${error.zh}`;
  }
}

describe('JSON with lines', () => {
  const text = '\uFEFF{\n  "a": [1, 2.5, {"b": "x\\n“y”"}],\n\n  "c": null, "d": true\n}\n';

  test('reads what JSON.parse reads', () => {
    expect(parseLocatedJson(text).value).toEqual(JSON.parse(text.slice(1)));
    expect(parseLocatedJson('{"__proto__": 1}').value).toEqual(JSON.parse('{"__proto__": 1}'));
  });

  test('knows the line of every value, and of what is around one that is not there', () => {
    const { lineOf } = parseLocatedJson(text);
    expect([[], ['a', 2, 'b'], ['c'], ['e'], ['a', 9]].map(lineOf)).toEqual([1, 2, 4, 1, 2]);
  });

  test.each([
    ['{\n"a": 1,\n}', '2 最后一项之后多了逗号'],
    ['[1,]', '1 最后一项之后多了逗号'],
    ['{"a": 1\n"b": 2}', '2 前一项之后缺少逗号'],
    ['{"a"：1}', '1 这里的“：”应为英文的 :'],
    ['{“a”: 1}', '1 这里的“““应为英文的 "'.replace('“““', '““”')],
    ["{'a': 1}", '1 引号应为英文的双引号 "'],
    ['{\n// why\n"a": 1}', '2 JSON 不能有注释'],
    ['{"a": 1', '1 文件在这里中断，缺少括号或引号'],
    ['{"a": "x\n"}', '1 这一行的引号没有成对'],
    ['{"a": "\\x"}', '1 文字里有不允许的反斜杠或控制字符'],
    ['{"a": 1,\n "a": 2}', '2 “a”写了两次'],
    ['{"a": 01}', '1 这里不应有“0”'],
    ['{} {}', '1 这里不应有“{”'],
    ['', '1 文件在这里中断，缺少括号或引号'],
    ['['.repeat(100_000), '1 嵌套过深'],
  ])('%s', (wrong, fault) => {
    expect(faultOf(wrong)).toBe(fault);
  });
});
