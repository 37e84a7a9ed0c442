import { type Figure, toDecimal } from './figures.ts';
import type { Mutation } from './kinds.ts';

/** The same value printed in other ways, which must change no finding: 92.80 for 92.8, 100 for 100.00, 1,038, full width. */
export function reprints(figure: Figure): readonly Mutation[] {
  const { numeral, place, start, end } = figure;
  const plain = numeral.normalize('NFKC').replaceAll(',', '');
  const texts = [withoutZeros(plain), withZero(plain), withSeparators(plain), inFullWidth(plain)];
  return texts.flatMap((to): readonly Mutation[] => {
    if (to === undefined || to === numeral || !toDecimal(to).eq(toDecimal(numeral))) return [];
    return [{ kind: 'digit', figure, edit: { place, start, end, to }, to }];
  });
}

function withoutZeros(plain: string): string | undefined {
  return plain.includes('.') ? plain.replace(/\.?0+$/u, '') : undefined;
}

function withZero(plain: string): string {
  return plain.includes('.') ? `${plain}0` : `${plain}.0`;
}

function withSeparators(plain: string): string | undefined {
  const [whole = '', decimals] = plain.split('.');
  if (whole.length < 4) return undefined;
  return `${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}${decimals === undefined ? '' : `.${decimals}`}`;
}

function inFullWidth(plain: string): string {
  return plain.replace(/[0-9.]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}
