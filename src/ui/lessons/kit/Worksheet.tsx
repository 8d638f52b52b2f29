// The worksheet, and with `answered` its key: the same tasks with what is to be found.
import type { ReactNode } from 'react';
import type { Format } from '../../hooks/format';
import { CurvesFigure, EmptyFigure, StripFigure } from './Figures';
import classes from './kit.module.css';
import {
  byHand,
  curves,
  factors,
  imageShare,
  noised,
  seenTimes,
  shuffled,
  sumOfSquares,
  times,
} from './sheet';
import { fill, type KitTexts } from './texts';

interface WorksheetProps {
  readonly texts: KitTexts;
  readonly format: Format;
  readonly answered: boolean;
}

interface AnswerProps {
  readonly answered: boolean;
  readonly lines: number;
  readonly children: ReactNode;
}

/** Lines to write on, or what stands there in the key. */
function Answer({ answered, lines, children }: AnswerProps) {
  if (answered) return <p className={classes.answer}>{children}</p>;
  return (
    <div className={classes.lines} aria-hidden>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} />
      ))}
    </div>
  );
}

function SharesTable({ texts: { worksheet }, format, answered }: WorksheetProps) {
  const rows = [
    [worksheet.linear, curves.linear],
    [worksheet.cosine, curves.cosine],
  ] as const;
  return (
    <table className={classes.table} data-values>
      <thead>
        <tr>
          <th scope="col">t</th>
          {times.map((t) => (
            <th key={t} scope="col" className="number">
              {t}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, tables]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {times.map((t) => (
              <td key={t} className={answered ? `number ${classes.answer}` : 'number'}>
                {(answered || t === 0) && format.fixed(imageShare(tables, t), 2)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByHand({ texts: { worksheet }, format, answered }: WorksheetProps) {
  const rows = [
    [worksheet.pixel, byHand.map(({ pixel }) => format.fixed(pixel, 1))],
    [worksheet.noise, byHand.map(({ noise }) => format.fixed(noise, 1))],
  ] as const;
  return (
    <table className={classes.table} data-values>
      <tbody>
        {rows.map(([name, values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, i) => (
              <td key={i} className="number">
                {value}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{worksheet.noised}</th>
          {byHand.map((one, i) => (
            <td key={i} className={answered ? `number ${classes.answer}` : 'number'}>
              {answered && format.fixed(noised(one), 2)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Order({ texts: { figures }, answered }: WorksheetProps) {
  return (
    <div className={classes.order}>
      <StripFigure places={shuffled} label={figures.shuffled} />
      <ol>
        {shuffled.map((t, i) => (
          <li key={t}>
            {'ABCDE'[i]}:{' '}
            <span className={answered ? classes.answer : classes.blank}>{answered && `t = ${t}`}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

export function Worksheet(props: WorksheetProps) {
  const { texts, format, answered } = props;
  const { worksheet: sheet, documents } = texts;
  const written = {
    signal: format.fixed(factors.image, 2),
    noise: format.fixed(factors.noise, 2),
    sum: format.fixed(sumOfSquares, 2),
    times: format.list(seenTimes.map(String)),
  };
  return (
    <>
      <h1>{answered ? documents.key : documents.worksheet}</h1>
      {!answered && (
        <p className={classes.who}>
          <span>{sheet.name}</span>
          <span>{sheet.date}</span>
        </p>
      )}
      <ol className={classes.tasks}>
        <li>
          <p>{sheet.t1}</p>
          <Answer answered={answered} lines={2}>
            {sheet.t1key}
          </Answer>
        </li>
        <li>
          <p>{sheet.t2}</p>
          <SharesTable {...props} />
          <figure>
            <CurvesFigure texts={texts} format={format} marked={answered} />
            <figcaption>{sheet.curves}</figcaption>
          </figure>
        </li>
        <li>
          <p>{fill(sheet.t3, written)}</p>
          <ByHand {...props} />
          <p>{sheet.t3b}</p>
          <Answer answered={answered} lines={3}>
            {fill(sheet.t3key, written)}
          </Answer>
        </li>
        <li>
          <p>{fill(sheet.t4, written)}</p>
          <Order {...props} />
        </li>
        <li>
          <p>{sheet.t5}</p>
          {!answered && <EmptyFigure texts={texts} format={format} />}
          <Answer answered={answered} lines={3}>
            {sheet.t5key}
          </Answer>
        </li>
        <li>
          <p>{sheet.t6}</p>
          <Answer answered={answered} lines={4}>
            {sheet.t6key}
          </Answer>
        </li>
      </ol>
    </>
  );
}
