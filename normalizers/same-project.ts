import { folded, nameKey } from './printed.ts';
import type { Item } from './section.ts';

/** Shortest name, without brackets and marks, that says something when it stands in a text. */
const SHORTEST_NAME = 4;
/** A name with characters left out is the same name if it keeps this share of them: 个人缴费50%部分 with and without 居民. */
const KEPT_SHARE = 0.8;

/** Whether a form and a text are about one project; `unknown` where the text names none. */
export function relateProjects(form: readonly Item[], narrative: readonly Item[]): 'same' | 'other' | 'unknown' {
  const names = formNames(form);
  const stated = statedProject(narrative);
  if (stated !== undefined && names.length > 0)
    return names.some((name) => isSameProject(name, stated)) ? 'same' : 'other';
  const text = nameKey(narrative.map((item) => (item.kind === 'block' ? item.block.text : '')).join('\n'));
  return names.some((name) => occursIn(name, text)) ? 'same' : 'unknown';
}

function formNames(form: readonly Item[]): string[] {
  const named = form.flatMap((item) => (item.kind === 'table' ? item.reading.names : []));
  const projects = named.filter(({ role }) => role === 'project');
  return (projects.length > 0 ? projects : named.filter(({ role }) => role === 'unit')).map(({ text }) => text.text);
}

/** 项目名称：X on a line of its own. */
function statedProject(narrative: readonly Item[]): string | undefined {
  for (const item of narrative) {
    const match = item.kind === 'block' ? /^项目名称[:：](.{2,80})$/u.exec(folded(item.block.text)) : null;
    if (match?.[1]) return match[1];
  }
  return undefined;
}

/** One name is the other, a part of it, or the other with a few characters left out. Names that differ by a character are two. */
export function isSameProject(a: string, b: string): boolean {
  const [short, long] = [nameKey(a), nameKey(b)].sort((x, y) => x.length - y.length) as [string, string];
  if (short.length < SHORTEST_NAME) return short === long;
  return long.includes(short) || (short.length >= long.length * KEPT_SHARE && isLeftOut(short, long));
}

function isLeftOut(short: string, long: string): boolean {
  let at = 0;
  for (const character of short) {
    at = long.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function occursIn(name: string, text: string): boolean {
  const key = nameKey(name);
  const stem = key.replace(/^\d{4}年度?/u, '').replace(/(?:项目|资金|经费|专项|补助)+$/u, '');
  return [key, stem].some((words) => words.length >= SHORTEST_NAME && text.includes(words));
}
