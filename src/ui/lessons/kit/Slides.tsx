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

interface FigureProps {
  readonly name: Exclude<(typeof figures)[number], null>;
  readonly texts: KitTexts;
  readonly format: Format;
}

function Figure({ name, texts, format }: FigureProps) {
  switch (name) {
    case 'strip':
      return (
        <StripFigure
          places={seenTimes}
          label={fill(texts.figures.strip, { times: format.list(seenTimes.map(String)) })}
        />
      );
    case 'film':
      return <FilmFigure guess={false} label={texts.figures.film} />;
    case 'guess':
      return <FilmFigure guess label={texts.figures.guess} />;
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
  return (
    <div className={classes.shown}>
      <Suspense>
        <Figure name={figure} {...rest} />
      </Suspense>
    </div>
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
                <li key={point}>{fill(point, written)}</li>
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
