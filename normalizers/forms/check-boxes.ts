import type { Cell } from '../../pipeline/model/document.ts';
import type { Report } from '../../pipeline/model/report.ts';
import { printed } from '../printed.ts';

export type Attribute = Report['attributes'][number];

/** An empty box with a mark after it (□√) is checked, as is a mark without a box. */
const BOX = /[□☐▢◻○◯]\s*[√✓✔]|[☑☒✓✔√■●□☐▢◻○◯]/gu;
const CHECKED = /[☑☒✓✔√■●]/u;
const NUMBERING = /^[\s、,，;；]*(?:\d{1,2}\s*[、.．)）]|[（(]\d{1,2}[)）])?\s*/u;

/** Options with check boxes: 1、部门预算项目 ☑ 2、市直专项 □, or ☑新增 □延续; undefined where the text has no box. */
export function findAttribute(name: string, cell: Cell): Attribute | undefined {
  const text = cell.text;
  const boxes = [...text.matchAll(BOX)];
  const first = boxes[0];
  if (first === undefined || text.length > 2000) return undefined;
  const before = text.slice(0, first.index).replace(NUMBERING, '').trim() === '';
  const options = boxes.map((box, index) => {
    const end = box.index + box[0].length;
    const label = before
      ? text.slice(end, boxes[index + 1]?.index ?? text.length)
      : text.slice(index === 0 ? 0 : endOf(boxes[index - 1]), box.index);
    return { label: optionLabel(label), checked: CHECKED.test(box[0]) };
  });
  const named = options.filter(({ label }) => label !== '');
  return named.length === 0 ? undefined : { name: printed(name), options: named, sources: [...cell.sources] };
}

function endOf(match: RegExpMatchArray | undefined): number {
  return match === undefined ? 0 : (match.index ?? 0) + match[0].length;
}

function optionLabel(text: string): string {
  return printed(
    text
      .replace(NUMBERING, '')
      .replace(/[\s、,，;；（(]*(?:\d{1,2}\s*[、.．])?\s*$/u, '')
      .replace(/^[)）]\s*/u, ''),
  );
}
