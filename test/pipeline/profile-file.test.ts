import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseProfile, readProfileFile } from '../../pipeline/profile-file.ts';
import { UsageError } from '../../pipeline/usage-error.ts';
import { hubei } from '../../pipeline/validate/profiles/hubei.ts';
import { ministry } from '../../pipeline/validate/profiles/ministry.ts';

function faultOf(text: string): string {
  try {
    parseProfile(text, 'p.json');
    return 'none';
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.zh.replace('配置文件 p.json ', '');
  }
}

describe('a profile file', () => {
  test('takes what it leaves out from the profile it extends, but for the signs', () => {
    expect(parseProfile('{"name": "county"}', 'p.json')).toEqual({
      ...ministry,
      name: 'county',
      title: { zh: 'county', en: 'county' },
    });
    const text = '{"name": "county", "title": "某县", "extends": "hubei", "executionPoints": "15", "rules": []}';
    expect(parseProfile(text, 'p.json')).toEqual({
      ...hubei,
      name: 'county',
      title: { zh: '某县', en: '某县' },
      signs: null,
      executionPoints: '15',
      rules: [],
    });
  });

  test('keeps headings and rules as they are written', () => {
    const headings = {
      indicators: { target: ['本年任务'] },
      funds: { executed: ['已付金额'] },
      labels: { unit: ['用款单位'] },
    };
    const rules = [
      { kind: 'threshold', applies: 'indicator', name: '合格率', parameters: { threshold: '95' }, quote: '≥95%' },
    ];
    const profile = parseProfile(JSON.stringify({ name: 'county', headings, rules }), 'p.json');
    expect([profile.headings, profile.rules]).toEqual([headings, rules]);
  });

  test.each([
    ['{\n  "name": "县"\n}', '第 2 行 name："县" 的写法不对；数字写作 "50" 或 "7.5"，名称用小写字母、数字和连字符'],
    ['{"executionPoints": "20"}', '第 1 行 name：缺少这一项'],
    ['{"name": "a",\n "executonPoints": "20"}', '第 2 行 executonPoints：没有这个项目；是否为 executionPoints'],
    ['{"name": "a",\n "colour": "red"}', '第 2 行 colour：没有这个项目；运行 hedui schema profile 查看可用的项目'],
    ['{"name": "a",\n "executionPoints": 20}', '第 2 行 executionPoints：应为加引号的文字，写的是 20'],
    [
      '{"name": "a",\n "levelPoints": {\n  "产出指标": "五十"}}',
      '第 3 行 levelPoints.产出指标："五十" 的写法不对；数字写作 "50" 或 "7.5"，名称用小写字母、数字和连字符',
    ],
    [
      '{"name": "a",\n "headings": {"indicators": {\n  "goal": ["任务"]}}}',
      '第 3 行 headings.indicators.goal：没有这个项目；可用：level1、level2、level3、operator、target、target-unit、actual、points、score、weighted-score、review-score、score-rate、deviation、not-kept、words',
    ],
    [
      '{"name": "a",\n "headings": {"funds": {"budget": "预算"}}}',
      '第 2 行 headings.funds.budget：应为列表 [ … ]，写的是 "预算"',
    ],
    [
      '{"name": "a",\n "rules": [\n  {"kind": "guess", "applies": "total", "quote": "x"}]}',
      '第 3 行 rules.0.kind："guess" 不是可用的值；可用：execution、proportional、inverse、threshold、banded、deduction、not-applicable-full',
    ],
    [
      '{"name": "a", "extends": "beijing",\n "title": ""}',
      '第 1 行 extends："beijing" 不是可用的值；可用：ministry、hubei、anhui、sichuan、ningxia；另有 1 处',
    ],
    ['[]', '第 1 行：应为 { … }，写的是 []'],
    ['{"name": "a"，}', '第 1 行：这里的“，”应为英文的 ,'],
  ])('%s: says the line and what to write', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('that is not there is wrong use', async () => {
    const path = join(import.meta.dirname, 'no-such-profile.json');
    await expect(readProfileFile(path)).rejects.toThrow(`cannot read the profile ${path}`);
  });
});
