import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../parsers/docx/read-docx.ts';
import { show } from '../show-grid.ts';
import { buildDocx, type DocxParts, OPTIONS, p, tbl, tc, tr } from './build-docx.ts';

async function read(body: string, parts: DocxParts = {}) {
  const reading = await readDocx(buildDocx(body, parts), OPTIONS);
  return { shown: show(reading.items), codes: reading.notes.map(({ code }) => code), reading };
}

const run = (inner: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${inner}</w:r>`;
const t = (text: string): string => `<w:t xml:space="preserve">${text}</w:t>`;
const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`;
const field = (code: string, result: string): string =>
  run('<w:fldChar w:fldCharType="begin"/>') +
  run(`<w:instrText>${code}</w:instrText>`) +
  run('<w:fldChar w:fldCharType="separate"/>') +
  result +
  run('<w:fldChar w:fldCharType="end"/>');
const formBox = (state: string): string =>
  run(`<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>${state}</w:checkBox></w:ffData></w:fldChar>`) +
  run('<w:instrText> FORMCHECKBOX </w:instrText>') +
  run('<w:fldChar w:fldCharType="end"/>');
const control = (state: string, sign: string): string =>
  `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${state}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run(t(sign))}</w:sdtContent></w:sdt>`;

describe('text of a DOCX', () => {
  test('check boxes of every kind become ☑ and □', async () => {
    const body = [
      paragraph(
        run(t('旧式')),
        formBox('<w:default w:val="0"/><w:checked/>'),
        formBox('<w:default w:val="0"/>'),
        formBox('<w:default w:val="1"/>'),
      ),
      paragraph(run(t('控件')), control('1', '☒'), control('0', '☐')),
      paragraph(
        run(t('符号')),
        run('<w:sym w:font="Wingdings" w:char="F0FE"/>'),
        run('<w:sym w:font="Wingdings 2" w:char="F0A3"/>'),
      ),
      paragraph(run(t('字体')), run(t('þ\u00a8'), '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), run(t('是'))),
      paragraph(run(t('带圈')), field('EQ \\o\\ac(□,√)', '')),
    ];
    const { shown } = await read(body.join(''));
    expect(shown).toEqual([
      'paragraph: 旧式☑□☑',
      'paragraph: 控件☑□',
      'paragraph: 符号☑□',
      'paragraph: 字体☑□是',
      'paragraph: 带圈☑',
    ]);
  });

  test('fields show their result, other symbols their sign, formulas one line', async () => {
    const body = [
      paragraph(
        run(t('金额')),
        `<w:fldSimple w:instr=" DOCPROPERTY x ">${run(t('320.88'))}</w:fldSimple>`,
        run(t('万元')),
      ),
      paragraph(run(t('见')), field(' REF a ', run(t('表1')))),
      paragraph(run(t('指标')), run('<w:sym w:font="Symbol" w:char="F0B3"/>'), run(t('90%'))),
      `<w:p>${run(t('得分='))}<m:oMath><m:r><m:t>10×</m:t></m:r><m:f><m:num><m:r><m:t>B</m:t></m:r></m:num><m:den><m:r><m:t>A</m:t></m:r></m:den></m:f></m:oMath></w:p>`,
      paragraph(field(' EQ \\o\\ac(○,3) ', ''), run(t('按时'))),
    ];
    const { shown } = await read(body.join(''));
    expect(shown).toEqual([
      'paragraph: 金额320.88万元',
      'paragraph: 见表1',
      'paragraph: 指标≥90%',
      'paragraph: 得分=10×B/A',
      'paragraph: ③按时',
    ]);
  });

  test('deleted, moved-away and hidden text is left out, inserted text is kept', async () => {
    const body = paragraph(
      run(t('预算')),
      `<w:del w:id="1">${run('<w:delText>100</w:delText>')}</w:del>`,
      `<w:ins w:id="2">${run(t('120'))}</w:ins>`,
      `<w:moveFrom w:id="3">${run(t('移走'))}</w:moveFrom>`,
      run(t('暗'), '<w:vanish/>'),
      run(t('万元'), '<w:vanish w:val="0"/>'),
    );
    const { shown, codes } = await read(body);
    expect(shown).toEqual(['paragraph: 预算120万元']);
    expect(codes).toEqual(['hidden-text-left-out']);
  });

  test('a paragraph whose mark was deleted goes on in the next', async () => {
    const { shown } = await read(p('本年执行', '<w:rPr><w:del w:id="1"/></w:rPr>') + p('320.88万元。'));
    expect(shown).toEqual(['paragraph: 本年执行320.88万元。']);
  });

  test('text boxes follow their paragraph, of two alternatives one is read', async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const shape = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>${box('框内')}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box('框内')}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
    const { shown } = await read(paragraph(run(t('正文')), run(shape)) + p('后文'));
    expect(shown).toEqual(['paragraph: 正文', 'paragraph: 框内', 'paragraph: 后文']);
  });

  test('each line of a paragraph is a block; page breaks and blank lines are none', async () => {
    const body = paragraph(
      run(`${t('第一行')}<w:br/>${t(' 第二行 ')}<w:br w:type="page"/>`),
      run('<w:lastRenderedPageBreak/>'),
      run(t('续')),
    );
    const { shown } = await read(`${body}<w:p/>${p('　　')}${p('尾')}`);
    expect(shown).toEqual(['paragraph: 第一行', 'paragraph: 第二行 续', 'paragraph: 尾']);
  });

  test('headings come from outline levels, styles and what they inherit; titles from large centred lines', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="小节"/><w:basedOn w:val="1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="big"><w:name w:val="大字"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>';
    const body =
      p('项目概况', '<w:pStyle w:val="1"/>') +
      p('资金情况', '<w:pStyle w:val="mine"/>') +
      p('组织情况', '<w:outlineLvl w:val="2"/>') +
      p('正文', '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>') +
      p('某县水利项目', '<w:pStyle w:val="big"/>');
    const { shown, reading } = await read(body, { styles });
    expect(shown).toEqual([
      'heading1: 项目概况',
      'heading1: 资金情况',
      'heading3: 组织情况',
      'paragraph: 正文',
      'paragraph: 某县水利项目',
    ]);
    expect(reading.items.map((item) => item.type === 'block' && item.title)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      true,
    ]);
  });

  test('running heads stand first and last, once each, page numbers dropped', async () => {
    const section = (id: number): string =>
      `<w:sectPr><w:headerReference w:type="default" r:id="h${id}"/><w:footerReference w:type="default" r:id="f${id}"/></w:sectPr>`;
    const page = `<w:p>${run(t('第'))}${field(' PAGE ', run(t('3')))}${run(t('页'))}</w:p>`;
    const { shown } = await read(`<w:p><w:pPr>${section(0)}</w:pPr>${run(t('甲'))}</w:p>${p('乙')}${section(1)}`, {
      headers: [p('某局绩效自评'), p('某局绩效自评') + tbl(tr(tc('内部资料') + tc('二〇二三年')))],
      footers: [page, `${page}${p('联系人：办公室')}`],
    });
    expect(shown).toEqual([
      'header: 某局绩效自评',
      'header: 内部资料',
      'header: 二〇二三年',
      'paragraph: 甲',
      'paragraph: 乙',
      'footer: 联系人：办公室',
    ]);
  });

  test('notes at the foot of the page follow the text, their marks leave no digit in it', async () => {
    const footnotes = `<w:footnote w:id="2">${p('口径为调整后预算。')}</w:footnote><w:footnote w:id="3">${p('未引用')}</w:footnote>`;
    const { shown } = await read(paragraph(run(t('预算110')), run('<w:footnoteReference w:id="2"/>'), run(t('万元'))), {
      footnotes,
    });
    expect(shown).toEqual(['paragraph: 预算110万元', 'paragraph: 口径为调整后预算。']);
  });

  test('unfilled controls are blank, comments and embedded sheets are noted', async () => {
    const prompt = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run(t('单击输入'))}</w:sdtContent></w:sdt>`;
    const body = paragraph(
      run(t('名称：')),
      prompt,
      run('<w:commentReference w:id="1"/>'),
      run('<w:object><o:OLEObject/></w:object>'),
    );
    const { shown, codes } = await read(body);
    expect(shown).toEqual(['paragraph: 名称：']);
    expect(codes).toEqual(['placeholder-left-out', 'comments-left-out', 'embedded-object-not-read']);
  });

  test('other prefixes and the strict namespace are read alike', async () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const xml = `<x:document xmlns:x="${strict}"><x:body><x:p><x:pPr><x:outlineLvl x:val="1"/></x:pPr><x:r><x:t>概况</x:t></x:r></x:p></x:body></x:document>`;
    const { shown } = await read('', { more: { 'word/document.xml': xml } });
    expect(shown).toEqual(['heading2: 概况']);
  });
});
