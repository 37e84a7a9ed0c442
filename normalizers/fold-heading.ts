import { folded } from './printed.ts';

/** Headings are short; a longer text is a sentence, and is not looked at as a heading. */
export const LONGEST_HEADING = 120;

/** A heading without white space and brackets, and what stood in its brackets. */
export interface Heading {
  readonly name: string;
  readonly brackets: readonly string[];
}

/** Takes a heading apart: 全年预算数（A） is 全年预算数 and A; a heading that is all brackets keeps its words. */
export function foldHeading(text: string): Heading {
  if (text.length > LONGEST_HEADING) return { name: text, brackets: [] };
  const brackets: string[] = [];
  let rest = folded(text).replace(/[★☆*※]+/gu, '');
  for (let inner = findBracket(rest); inner !== undefined; inner = findBracket(rest)) {
    brackets.push(inner[1]);
    rest = rest.replace(inner[0], '');
  }
  const name = rest.replace(/^[:：、.]+|[:：、.]+$/gu, '');
  return name === '' && brackets[0] !== undefined ? { name: brackets[0], brackets } : { name, brackets };
}

function findBracket(text: string): [string, string] | undefined {
  const match = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/u.exec(text);
  return match ? [match[0], match[1] ?? ''] : undefined;
}

/** The unit that a heading prints in its brackets: 万元, 元, %; null where it prints none. */
export function unitInBrackets(heading: Heading): string | null {
  const unit = heading.brackets.find((inner) => /^(?:单位[:：])?(?:亿元|万元|千元|百元|元|%|百分比)$/u.test(inner));
  return unit === undefined ? null : unit.replace(/^单位[:：]/u, '').replace('百分比', '%');
}
