// Numbers inside formulas.

/** A number as the page writes it (`4,93E-5`), as TeX: powers of ten spelt out, a decimal comma without its space. */
export const texNumber = (written: string): string =>
  written.replace(',', '{,}').replace(/E(.+)$/, (_, power: string) => `\\cdot 10^{${power}}`);

/** `-0.5` after a sign, in brackets. */
export const bracketed = (written: string): string => (/^[-−]/.test(written) ? `(${written})` : written);

/**
 * The numbers of a pixel, as TeX: one, or a column with one for each channel.
 * @param inProduct it stands after a factor: a negative number in brackets
 */
export function texValues(
  values: readonly number[],
  format: (value: number) => string,
  inProduct: boolean,
): string {
  const written = values.map((value) => texNumber(format(value)));
  if (written.length !== 1) return `\\begin{pmatrix}${written.join('\\\\')}\\end{pmatrix}`;
  return inProduct ? bracketed(written[0] ?? '') : (written[0] ?? '');
}
