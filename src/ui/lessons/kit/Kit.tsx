// A document of the teacher's kit on its paper.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../hooks/format';
import type { KitDocument, Paper } from '../../state/kit';
import { Glossary } from './Glossary';
import classes from './kit.module.css';
import { Plan } from './Plan';
import { Slides } from './Slides';
import type { KitTexts } from './texts';
import { Worksheet } from './Worksheet';

export interface KitProps {
  readonly texts: KitTexts;
  readonly document: KitDocument;
  readonly paper: Paper;
}

const sizes = {
  a4: { name: 'A4', width: '210mm', height: '297mm' },
  letter: { name: 'letter', width: '8.5in', height: '11in' },
} as const satisfies Record<Paper, unknown>;

/** No margin around slides: each fills its page. */
const pageRule = (paper: Paper, isSlides: boolean): string =>
  isSlides
    ? `@page { size: ${sizes[paper].name} landscape; margin: 0; }`
    : `@page { size: ${sizes[paper].name}; margin: 15mm 17mm; }`;

function Content({ texts, document }: Omit<KitProps, 'paper'>) {
  const format = useFormat();
  switch (document) {
    case 'plan45':
    case 'plan90':
      return <Plan texts={texts} long={document === 'plan90'} />;
    case 'worksheet':
    case 'key':
      return <Worksheet texts={texts} format={format} answered={document === 'key'} />;
    case 'slides':
      return <Slides texts={texts} format={format} />;
    case 'glossary':
      return <Glossary texts={texts} />;
  }
}

export function Kit({ texts, document, paper }: KitProps) {
  const { i18n } = useTranslation();
  const isSlides = document === 'slides';
  const { width, height } = sizes[paper];
  const style = { '--page-width': isSlides ? height : width, '--page-height': isSlides ? width : height };
  return (
    <main
      id="panels"
      className={classes.paper}
      style={style as React.CSSProperties}
      lang={i18n.language}
      data-slides={isSlides}
      data-testid="kit"
    >
      <style>{pageRule(paper, isSlides)}</style>
      <Content texts={texts} document={document} />
    </main>
  );
}
