// Words with formulas between dollar signs.
import { Fragment } from 'react';
import { Formula } from '../parts/Formula';

/** Pieces of a text; every second one is a formula. */
export const splitFormulas = (text: string): readonly string[] => text.split('$');

export function RichText({ text }: { readonly text: string }) {
  return splitFormulas(text).map((piece, i) => (
    <Fragment key={i}>{i % 2 === 1 ? <Formula tex={piece} plain={piece} /> : piece}</Fragment>
  ));
}
