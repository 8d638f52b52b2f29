// Numbers as the page writes them, in the visitor's language.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface Format {
  /** Three significant digits, or as many as given; very large and very small ones as powers of ten. */
  number(value: number, digits?: number): string;
  /** As many digits after the point as given, so that numbers side by side are written alike: `0.80`, `0.59`. */
  fixed(value: number, fractionDigits: number): string;
  whole(value: number): string;
  percent(value: number): string;
  /** Every digit, for a field that is typed into: no grouping, no powers of ten. */
  exact(value: number): string;
  /** A list of exact numbers, as it is typed: commas between them where they are no decimal signs. */
  numbers(values: readonly number[]): string;
  /** Several things in a row: `a, b, and c`. */
  list(items: readonly string[]): string;
  /** Day and time. @param at milliseconds since 1970 */
  moment(at: number): string;
  /** Bytes: `12.3 MB`. */
  size(bytes: number): string;
  /** A duration in words: `45 sec`, `3 min 20 sec`; from three hours on only roughly: `5 hr`, `1 day`. */
  duration(seconds: number): string;
}

/** Between whole numbers and fractions: `.` or `,`. */
export const decimalSign = (language: string): string =>
  new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** Decimal, as disks and downloads are measured. */
const sizes = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
  ['byte', 0],
] as const;

export function createFormat(language: string): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 20, useGrouping: false });
  const between = decimalSign(language) === ',' ? '; ' : ', ';
  const conjunction = new Intl.ListFormat(language);
  // Making a formatter costs more than drawing a tick: one for each kind of number.
  const made = new Map<string, Intl.NumberFormat>();
  const significant = (digits: number, notation: 'scientific' | 'standard'): Intl.NumberFormat => {
    const key = `${digits} ${notation}`;
    const found =
      made.get(key) ?? new Intl.NumberFormat(language, { maximumSignificantDigits: digits, notation });
    made.set(key, found);
    return found;
  };
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const fixed = (fractionDigits: number): Intl.NumberFormat => {
    const key = `${fractionDigits} fixed`;
    const found =
      made.get(key) ??
      new Intl.NumberFormat(language, {
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      });
    made.set(key, found);
    return found;
  };
  const unit = (value: number, name: string, unitDisplay: 'short' | 'long' = 'short'): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: 0,
    }).format(value);
  // Where a number stands close to its unit (3分钟), so does the next number; none of a unit is not said.
  const inRow = (large: string, small: number, name: string): string =>
    small === 0 ? large : `${large}${/\s/.test(large) ? ' ' : ''}${unit(small, name)}`;
  return {
    number(value, digits = 3) {
      if (value === Infinity) return '∞';
      if (value === -Infinity) return '−∞';
      if (!Number.isFinite(value)) return '–';
      const size = Math.abs(value);
      const notation = size !== 0 && (size < 1e-3 || size >= 1e6) ? 'scientific' : 'standard';
      return significant(digits, notation).format(value);
    },
    fixed: (value, fractionDigits) => (Number.isFinite(value) ? fixed(fractionDigits).format(value) : '–'),
    whole: (value) => (Number.isFinite(value) ? whole.format(value) : '–'),
    percent: (value) => percent.format(value),
    exact: (value) => exact.format(value),
    numbers: (values) => values.map((value) => exact.format(value)).join(between),
    list: (items) => conjunction.format(items),
    moment: (at) => moment.format(at),
    size(bytes) {
      const [name, scale] = sizes.find(([, least]) => bytes >= least) ?? sizes[3];
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: name,
        maximumSignificantDigits: 3,
      }).format(bytes / (scale || 1));
    },
    duration(seconds) {
      if (!Number.isFinite(seconds)) return '–';
      const total = Math.max(0, Math.round(seconds));
      if (total < 60) return unit(total, 'second');
      if (total < 3600) {
        return inRow(unit(Math.floor(total / 60), 'minute'), total % 60, 'second');
      }
      if (total < 3 * 3600) {
        return inRow(unit(Math.floor(total / 3600), 'hour'), Math.floor((total % 3600) / 60), 'minute');
      }
      const hours = Math.round(total / 3600);
      // Not short: a short Russian day ends in a full stop, and so does the sentence around it.
      return hours < 20 ? unit(hours, 'hour') : unit(Math.round(hours / 24), 'day', 'long');
    },
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
}
