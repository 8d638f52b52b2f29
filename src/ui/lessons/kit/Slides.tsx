// Ten slides: on the screen one below the other, on paper one a page.
import { Suspense } from 'react';
import type { Format } from '../../hooks/format';
import { Formula } from '../../parts/Formula';
import { CurvesFigure, FilmFigure, StripFigure } from './Figures';
import classes from './kit.module.css';
import { curves, imageShare, seenTimes } from './sheet';
import { fill, type KitTexts } from './texts';

/** What each slide shows. */
const figures = ['film', 'strip', 'formula', 'curves', null, 'guess', 'guess', 'film', null, null] as const;

const isChoice = (point: string): boolean => /^\d/.test(point);

interface FigureProps {
  readonly name: Exclude<(typeof figures)[number], null>;
  readonly texts: KitTexts;
  readonly format: Format;
}

function captionOf({ name, texts, format }: FigureProps): string | undefined {
  switch (name) {
    case 'strip':
      return fill(texts.figures.strip, { times: format.list(seenTimes.map(String)) });
    case 'curves':
      return texts.worksheet.curves;
    case 'film':
    case 'guess':
      return texts.figures[name];
    case 'formula':
      return undefined;
  }
}

function Figure({ name, texts, format, label }: FigureProps & { readonly label: string }) {
  switch (name) {
    case 'strip':
      return <StripFigure places={seenTimes} label={label} />;
    case 'film':
    case 'guess':
      return <FilmFigure guess={name === 'guess'} label={label} />;
    case 'curves':
      return <CurvesFigure texts={texts} format={format} marked />;
    case 'formula':
      return (
        <div className={classes.formula}>
          <Formula
            block
            tex={'x_t = \\sqrt{\\bar\\alpha_t}\\,x_0 + \\sqrt{1-\\bar\\alpha_t}\\,\\varepsilon'}
            plain="xₜ = √ᾱₜ x₀ + √(1−ᾱₜ) ε"
          />
        </div>
      );
  }
}

interface ShownProps extends Omit<FigureProps, 'name'> {
  readonly figure: FigureProps['name'] | null;
}

function Shown({ figure, ...rest }: ShownProps) {
  if (figure === null) return null;
  const caption = captionOf({ name: figure, ...rest });
  return (
    <figure className={classes.shown}>
      <Suspense>
        <Figure name={figure} label={caption ?? ''} {...rest} />
        {/* The picture says it itself to a screen reader. */}
        {caption !== undefined && <figcaption aria-hidden>{caption}</figcaption>}
      </Suspense>
    </figure>
  );
}

export function Slides({ texts, format }: Omit<FigureProps, 'name'>) {
  const written = {
    linear: format.fixed(imageShare(curves.linear, 500), 2),
    cosine: format.fixed(imageShare(curves.cosine, 500), 2),
  };
  return (
    <div className={classes.slides}>
      <h1 className={classes.unseen}>{texts.documents.slides}</h1>
      {texts.slides.map(({ title, points }, i) => (
        <section key={title} className={classes.slide} data-testid="slide">
          <h2>{title}</h2>
          <div className={classes.content}>
            <ul data-single={points.length === 1}>
              {points.map((point) => (
                <li key={point} data-choice={isChoice(point)}>
                  {fill(point, written)}
                </li>
              ))}
            </ul>
            <Shown figure={figures[i] ?? null} texts={texts} format={format} />
          </div>
          <footer className="number">
            <span>Diffusion Lab</span>
            <span>{i + 1}</span>
          </footer>
        </section>
      ))}
    </div>
  );
}
