// The words of the lesson, and the standards that it serves.
import classes from './kit.module.css';
import type { KitTexts } from './texts';

/** CSTA K–12 (2017) and the big ideas of AI4K12, as the texts go through them. */
export const standards = [
  'CSTA 3A-DA-11',
  'CSTA 3A-DA-12',
  'CSTA 3A-IC-24',
  'CSTA 3B-AP-08',
  'CSTA 3B-DA-07',
  'AI4K12 2',
  'AI4K12 3',
  'AI4K12 5',
] as const;

export function Glossary({ texts }: { readonly texts: KitTexts }) {
  return (
    <>
      <h1>{texts.documents.glossary}</h1>
      <h2>{texts.glossaryTitle}</h2>
      <dl className={classes.terms}>
        {texts.glossary.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h2>{texts.standardsTitle}</h2>
      <p>{texts.standardsNote}</p>
      <dl className={classes.terms}>
        {standards.map((code, i) => (
          <div key={code}>
            <dt>{code}</dt>
            <dd>{texts.standards[i]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
