// Numbers inside formulas.

/** A number as the page writes it (`4,93E-5`), as TeX: powers of ten spelt out, a decimal comma without its space. */
export const texNumber = (written: string): string =>
  written.replace(',', '{,}').replace(/E(.+)$/, (_, power: string) => `\\cdot 10^{${power}}`);
