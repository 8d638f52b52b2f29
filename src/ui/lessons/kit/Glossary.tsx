// The words of the lesson, and the standards that it serves.
import classes from './kit.module.css';
import { standards } from './outline';
import type { KitTexts } from './texts';

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
      <section>
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
      </section>
    </>
  );
}
