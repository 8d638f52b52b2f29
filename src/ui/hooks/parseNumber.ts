// Numbers as people type them, in the language of the page; the other way round stands in format.ts.
import { decimalSign } from './format';

export type ParsedNumber =
  | { readonly value: number }
  | { readonly problem: 'not-a-number' }
  /** 1.234 may be a little more than one, or more than a thousand. */
  | { readonly problem: 'ambiguous'; readonly readings: readonly [number, number] };

export interface ParseOptions {
  /** Whole numbers are asked for: nobody types 3.000 there to say 3. */
  readonly whole?: boolean;
}

interface Convention {
  readonly group: string;
  readonly decimal: string;
}

const conventions: readonly Convention[] = [',', '.', ' ', "'"].flatMap((group) =>
  ['.', ','].filter((decimal) => decimal !== group).map((decimal) => ({ group, decimal })),
);

/** Full-width digits, all kinds of space, minus, apostrophe and point, the Cyrillic е of 1е-4: each as one sign. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[−–]/g, '-')
    .replaceAll('’', "'")
    .replaceAll('。', '.')
    .replaceAll(/[eEеЕ]/g, 'e')
    .replaceAll(/\s+/g, ' ')
    .trim();

const escaped = (sign: string): string => (sign === '.' ? '\\.' : sign);

/** Digits as JavaScript writes them, read by a convention; null where they break it. */
function reading(digits: string, { group, decimal }: Convention, isGrouped: boolean): string | null {
  const thousands = isGrouped ? `|[1-9]\\d{0,2}(?:${escaped(group)}\\d{3})+` : '';
  const fits = new RegExp(`^(?:\\d*${thousands})(?:${escaped(decimal)}\\d*)?$`);
  return fits.test(digits) ? digits.replaceAll(group, '').replace(decimal, '.') : null;
}

/**
 * The number that a text means. The signs of the language come first (`3,000` is three thousand in English and three
 * in Russian); another language's are understood where they leave no doubt (`2,5`, `1.234,5`).
 */
export function parseNumber(
  text: string,
  language: string,
  { whole = false }: ParseOptions = {},
): ParsedNumber {
  const parts = /^([+-]?) ?([\d.,' ]*?\d[.,]?)(e[+-]?\d+)?$/.exec(plain(text));
  const [, sign = '', digits = '', exponent = ''] = parts ?? [];
  // Thousands are not set apart in 1.234e-5.
  const read = (convention: Convention): string | null => reading(digits, convention, exponent === '');
  const valueOf = (read: string): number => Number(`${sign}${read}${exponent}`);

  const [first, second] = new Set(conventions.map(read).filter((digits) => digits !== null));
  if (!first) return { problem: 'not-a-number' };
  if (!second) return { value: valueOf(first) };
  const decimal = decimalSign(language);
  const own = read({ group: decimal === ',' ? ' ' : ',', decimal });
  if (own !== null && !(whole && own.includes('.'))) return { value: valueOf(own) };
  return { problem: 'ambiguous', readings: [valueOf(first), valueOf(second)] };
}

export type ParsedNumbers =
  { readonly values: readonly number[] } | { readonly problem: 'not-a-number' | 'ambiguous' };

/** Where the numbers of a list end; null where commas may be decimal signs as well as ends. */
function partsOf(list: string, language: string): readonly string[] | null {
  if (/[;、]/.test(list)) return list.split(/[;、]/);
  const [within, after, alone] = [/\d,\d/, /, /, /[^, ] [^, ]/].map((commas) => commas.test(list));
  const everywhere = list.split(/ ?[, ] ?/);
  if (!within) return everywhere;
  if (decimalSign(language) === '.' || list.includes('.')) return alone ? null : everywhere;
  return alone && !after ? list.split(' ') : null;
}

/** The numbers of a list, which semicolons separate, or commas or spaces where they cannot be part of a number. */
export function parseNumbers(text: string, language: string): ParsedNumbers {
  // The full-width comma is no decimal sign anywhere.
  const parts = partsOf(plain(text.replaceAll('，', ', ')), language);
  if (!parts) return { problem: 'ambiguous' };
  const values: number[] = [];
  for (const part of parts) {
    const parsed = parseNumber(part, language);
    if ('problem' in parsed) return { problem: parsed.problem };
    values.push(parsed.value);
  }
  return { values };
}
