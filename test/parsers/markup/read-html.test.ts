import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../parsers/markup/read-html.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { show } from '../show-grid.ts';

const encode = (html: string): Uint8Array => new TextEncoder().encode(html);
const page = (body: string): Uint8Array =>
  encode(`<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`);
const shown = (body: string): readonly string[] => show(readHtml(page(body)).items);

function codeOf(bytes: Uint8Array): string {
  try {
    readHtml(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof ReadFailure) return error.code;
    throw error;
  }
}

describe('HTML pages', () => {
  test('headings, paragraphs, items and lines in order', () => {
    expect(
      shown(`<h1>某县<br>绩效自评报告</h1><p>　　第一段，
        换行的文字&nbsp;&nbsp;320.88 万元。</p><div>一行<br><br>二行<p>三行</p>四行</div>
        <ul><li>要点</li></ul><ol start="2"><li>甲</li><li><p>乙</p><p>乙续</p></li><li>4、丙</li></ol>
        <ol type="a"><li>丁</li></ol>`),
    ).toEqual([
      'heading1: 某县绩效自评报告',
      'paragraph: 第一段，换行的文字 320.88 万元。',
      'paragraph: 一行',
      'paragraph: 二行',
      'paragraph: 三行',
      'paragraph: 四行',
      'list-item: 要点',
      'list-item: 2. 甲',
      'list-item: 3. 乙',
      'list-item: 乙续',
      'list-item: 4、丙',
      'list-item: a. 丁',
    ]);
  });

  test('tables with spans, sections, check boxes and several lines in a cell', () => {
    expect(
      shown(`<table><caption>表1 资金</caption><thead><tr><th rowspan=2>项目</th><th colspan="2">资金</th></tr><tr><th>预算</th><th>执行</th></tr></thead>
        <tbody><tr><td>类别 <input type=checkbox checked>常年 <input type="checkbox"/>一次</td><td>398.00<br>万元</td><td><p>320.88</p><p>万元</p></td></tr></tbody></table>`),
    ).toEqual([
      'table',
      '0,0 2×1 项目',
      '0,1 1×2 资金',
      '1,1 1×1 预算',
      '1,2 1×1 执行',
      '2,0 1×1 类别 ☑常年 □一次',
      '2,1 1×1 398.00\n万元',
      '2,2 1×1 320.88\n万元',
    ]);
  });

  test('the site around the article is left out, its tables never', () => {
    const links = '<a href="/a">首页</a><a href="/b">机构</a><a href="/c">公开</a><a href="/d">服务</a>';
    const form =
      '<table><tr><td>项目名称</td><td>甲</td></tr><tr><td>预算</td><td>1</td></tr><tr><td>执行</td><td>2</td></tr></table>';
    expect(
      shown(`<header><nav>${links}</nav></header><div class="top-nav">某市政府网</div><div class="breadcrumb">当前位置：首页 &gt; 公开</div>
        <ul>${links.replaceAll('<a', '<li><a').replaceAll('</a>', '</a></li>')}</ul>
        <div class="footer-wrap nav">${form}</div><div style="display:none">隐藏</div><p hidden>也隐藏</p>
        <div id="zoom"><p>项目支出绩效自评情况说明，资金全部到位，项目按计划完成，群众反映良好。</p></div>
        <script>var a = '<p>x</p>';</script><footer>版权所有</footer><div class="copyright">备案号</div>`),
    ).toEqual([
      'table',
      '0,0 1×1 项目名称',
      '0,1 1×1 甲',
      '1,0 1×1 预算',
      '1,1 1×1 1',
      '2,0 1×1 执行',
      '2,1 1×1 2',
      'paragraph: 项目支出绩效自评情况说明，资金全部到位，项目按计划完成，群众反映良好。',
    ]);
  });

  test('a table that only lays out the page gives what it holds', () => {
    const form =
      '<table><tr><td>总分</td><td>100</td></tr><tr><td>得分</td><td>94</td></tr><tr><td>等级</td><td>优</td></tr></table>';
    expect(shown(`<table width="100%"><tr><td><h2>自评表</h2></td></tr><tr><td>${form}</td></tr></table>`)).toEqual([
      'heading2: 自评表',
      'table',
      '0,0 1×1 总分',
      '0,1 1×1 100',
      '1,0 1×1 得分',
      '1,1 1×1 94',
      '2,0 1×1 等级',
      '2,1 1×1 优',
    ]);
  });

  test('formula markup is read as signs, with a note that keeps it', () => {
    const reading = readHtml(
      page(
        '<p>目标值为 $\\geq X$ ，得分=权重$\\times B/A$</p><table><tr><td>满意度</td><td>$\\geq 70\\%$</td></tr></table>',
      ),
    );
    expect(show(reading.items)).toEqual([
      'paragraph: 目标值为 ≥X ，得分=权重×B/A',
      'table',
      '0,0 1×1 满意度',
      '0,1 1×1 ≥70%',
    ]);
    expect(
      reading.notes.map(({ code, item, cell, message }) => [code, item, cell, message.zh.includes('$\\geq')]),
    ).toEqual([
      ['formula-markup-replaced', 0, undefined, true],
      ['formula-markup-replaced', 1, [0, 1], true],
    ]);
  });

  test('overlapping spans are cut with a note', () => {
    const reading = readHtml(
      page(
        '<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td></tr><tr><td>d</td><td>e</td></tr></table>',
      ),
    );
    expect(show(reading.items)).toEqual(['table', '0,0 1×1 a', '0,1 2×1 b', '1,0 1×1 c', '2,0 1×1 d', '2,1 1×1 e']);
    expect(reading.notes.map(({ code }) => code)).toEqual(['overlapping-cells']);
  });

  test.each([
    ['utf-8 that says so', encode('<meta charset="utf-8"><p>预算</p>'), []],
    ['utf-8 that says gb2312', encode('<meta charset="gb2312"><p>预算</p>'), ['charset-doubtful']],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...encode('<p>预算</p>')), []],
    [
      'GB18030 that says gb2312',
      Uint8Array.of(
        ...encode('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>'),
        0xd4,
        0xa4,
        0xcb,
        0xe3,
        ...encode('</p>'),
      ),
      [],
    ],
    ['GB18030 that says nothing', Uint8Array.of(...encode('<p>'), 0xd4, 0xa4, 0xcb, 0xe3, ...encode('</p>')), []],
    ['UTF-16', new Uint8Array(Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('<p>预算</p>', 'utf16le')])), []],
  ])('%s is decoded', (_, bytes, codes) => {
    const reading = readHtml(bytes);
    expect([show(reading.items), reading.notes.map(({ code }) => code)]).toEqual([['paragraph: 预算'], codes]);
  });

  test.each([
    ['100,000 nested elements', page('<div>'.repeat(100_000)), 'too-large'],
    ['700 nested elements', page(`${'<div>'.repeat(700)}文字`), 'read'],
    ['20,000 open paragraphs', page('<p>文字'.repeat(20_000)), 'read'],
    ['a page of scripts', page('<script>document.write("x")</script>'), 'no-text'],
    [
      'a table as wide as the sea',
      page(`<table>${'<tr><td colspan=1000>x</td></tr>'.repeat(5000)}</table>`),
      'too-large',
    ],
  ])('%s: %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });
});
