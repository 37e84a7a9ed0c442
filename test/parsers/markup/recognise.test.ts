import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { looksLikeHtml } from '../../../parsers/markup/recognise.ts';

const SEEDS = '../shared/reports/seeds';
const texts = existsSync(SEEDS) ? readdirSync(SEEDS).filter((name) => name.endsWith('.txt')) : [];
const isHtml = (text: string): boolean => looksLikeHtml(new TextEncoder().encode(text));

describe('HTML is told from text', () => {
  test.each([
    '<!DOCTYPE html><html><body>x</body></html>',
    '\ufeff\n<!-- 保存自网页 -->\n<HTML><head></head></HTML>',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>',
    '<meta charset="gb2312"><title>表</title><body><p>甲</p>',
    '<table border="1">\n<tr><td>甲</td></tr>\n</table>\n',
    '<div class="x"><p>甲</p></div>',
  ])('%j is HTML', (text) => {
    expect(isHtml(text)).toBe(true);
  });

  test.each([
    '项目类别\t1、部门预算项目 <input checked="" type="checkbox"/> 2、市直专项 <input type="checkbox"/>\t\t',
    '附件1\n<p>项目名称</p>\t甲\n预算\t1\t2\n',
    '<p>\n项目名称\t甲\n预算\t1\n执行\t2\n',
    '正文里提到 <table> 标签和 <html> 标签，都不是网页。',
    '<目标> 完成率 100%',
    '',
  ])('%j is text', (text) => {
    expect(isHtml(text)).toBe(false);
  });

  test.skipIf(texts.length === 0).each(texts)('the real text %s is text', (name) => {
    expect(looksLikeHtml(new Uint8Array(readFileSync(`${SEEDS}/${name}`)))).toBe(false);
  });
});
