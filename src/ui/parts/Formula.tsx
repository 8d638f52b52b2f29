// A typeset formula. KaTeX is loaded when the first one is shown; until then, and for those who listen, its words. Symbols
// that name a curve have its colour, and pointing at one lights the curve and its sliders (symbols.ts).
import { useEffect, useState } from 'react';
import { late } from '../state/late';
import { pointAtSymbol, withSymbols } from './symbols';

const katex = late(async () => {
  const [library] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
  return library.default;
});

async function typeset(tex: string, block: boolean): Promise<string> {
  const library = await katex();
  return library.renderToString(withSymbols(tex), {
    displayMode: block,
    throwOnError: false,
    output: 'htmlAndMathml',
    // Of what TeX could put into the page, names of symbols alone.
    trust: ({ command }) => command === '\\htmlData',
    strict: 'ignore',
  });
}

export interface FormulaProps {
  readonly tex: string;
  /** Shown until the typeset form is there. */
  readonly plain: string;
  readonly block?: boolean;
}

export function Formula({ tex, plain, block = false }: FormulaProps) {
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    typeset(tex, block).then(
      (done) => current && setHtml(done),
      () => current && setHtml(null),
    );
    return () => {
      current = false;
    };
  }, [tex, block]);
  if (html === null) return <span>{plain}</span>;
  return (
    <span
      role="presentation"
      onPointerOver={pointAtSymbol}
      onPointerLeave={pointAtSymbol}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
