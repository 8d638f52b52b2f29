// Symbols of formulas that belong to a curve: each has its colour, and pointing at one lights the curve, what the ruler
// says of it, and the sliders that bend it; pointing at the curve lights the symbol (symbols.css).
import type { PointerEvent } from 'react';

export const symbols = ['signal', 'noise'] as const;

export type SymbolName = (typeof symbols)[number];

/** TeX of a symbol that is known by its name. */
export const named = (name: SymbolName, tex: string): string => `\\htmlData{symbol=${name}}{${tex}}`;

/** √ᾱ and √(1−ᾱ), with whatever index, where they have no name yet. */
const roots = /(?<!symbol=(?:signal|noise)\}\{)\\sqrt\{(1\s*-\s*)?\\bar\\alpha(?:_(?:\{[^{}]*\}|\w))?\}/g;

/** Gives the factors of picture and noise their names, wherever they stand in a formula. */
export const withSymbols = (tex: string): string =>
  tex.replaceAll(roots, (root: string, rest?: string) => named(rest ? 'noise' : 'signal', root));

/** The symbol under the pointer, on the document: what it lights is all over the page. */
export function pointAtSymbol({ type, target }: PointerEvent): void {
  const { dataset } = document.documentElement;
  const part = type === 'pointerover' && target instanceof Element ? target.closest('[data-symbol]') : null;
  const name = part?.getAttribute('data-symbol');
  if (name) dataset.pointed = name;
  else delete dataset.pointed;
}
