import { folded } from './printed.ts';

const LONGEST_TITLE = 60;
const SHORTEST_TITLE = 4;
const NUMBERED = /^[(（]?(?:[一二三四五六七八九十]+|\d{1,2})[)）、.．]/u;
const CAPTION = /^附?(?:表|图)\d/u;
const SUBJECT = /自评|评价|绩效|评估|自查/u;
const REPORT_END = /报告$/u;
const FORM_END = /(?:自评|评价|评分|考核|自查|得分|情况|完成情况|评估|打分|计分|报告)表$|自评$/u;

/** 附件 4:, 附件, 附表2 on a line of its own. */
export function isAttachmentMark(text: string): boolean {
  return (
    /^附(?:件|表)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:[-—]\d{1,2})?[:：]?$/u.test(folded(text)) &&
    folded(text).startsWith('附')
  );
}

/** Whether a line is the title of a report or of a form; lists, captions and sentences are none. */
export function titleKind(text: string): 'report' | 'form' | undefined {
  const line = folded(text).replace(/^附(?:件|表)\d{0,3}[:：]/u, '');
  const bare = withoutBrackets(line);
  if (bare.length < SHORTEST_TITLE || line.length > LONGEST_TITLE) return undefined;
  if (/[。;；!！?？:：]/u.test(line) || NUMBERED.test(line) || CAPTION.test(line) || !SUBJECT.test(bare))
    return undefined;
  if (REPORT_END.test(bare)) return 'report';
  return FORM_END.test(bare) ? 'form' : undefined;
}

function withoutBrackets(line: string): string {
  let bare = line;
  for (
    let next = bare.replace(/[(《〈][^()《》〈〉]*[)》〉]$/u, '');
    next !== bare;
    next = bare.replace(/[(《〈][^()《》〈〉]*[)》〉]$/u, '')
  )
    bare = next;
  return bare;
}

/** Whether a line can be the first part of a title that goes on in the next line. */
export function isTitleStart(text: string): boolean {
  const line = folded(text);
  if (line.length < SHORTEST_TITLE || line.length > 40 || isAttachmentMark(text)) return false;
  if (/[。;；!！?？:：,，、.]$|[:：]/u.test(line) || NUMBERED.test(line) || CAPTION.test(line)) return false;
  return !/^\(?\d{4}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:度)?\)?$/u.test(line) && /\p{Script=Han}{3}/u.test(line);
}

/** Whether a title says what it is about: one that begins without a year goes on from the line before it. */
export function namesYear(text: string): boolean {
  return /(?:19|20)\d{2}(?:[-—~至]\d{2,4})?年/u.test(folded(text));
}

/** The first year a text names as a year of account (2022年度, 2022年), with its place; undefined where it names none. */
export function findFiscalYear(text: string): { raw: string; value: string; span: [number, number] } | undefined {
  const match = /(?:19|20)\d{2}\s*年(?:\s*度)?|[２][０][０-９]{2}\s*年(?:\s*度)?/u.exec(text);
  if (!match) return undefined;
  const raw = match[0];
  return { raw, value: raw.normalize('NFKC').slice(0, 4), span: [match.index, match.index + raw.length] };
}
