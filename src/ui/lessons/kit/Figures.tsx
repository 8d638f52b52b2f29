// The kit's figures, drawn by the page's own mathematics: curves as SVG, pictures enlarged without smoothing.
import { use, useMemo } from 'react';
import { strokesDataset } from '../../../datasets/strokes';
import { noisedAt, pictureNoise } from '../../../diffusion/process/pictures';
import { processOf } from '../../../diffusion/process/index';
import type { Tables } from '../../../diffusion/types';
import { parseConfig } from '../../../lab/config';
import { fromBytes, pictureValues, toPictures, type Pictures } from '../../../lab/pictures';
import { decodeRecording, recordedFrames, type Recording } from '../../../lab/recording';
import { createScreen } from '../../export/screen';
import { readBeside } from '../../files/beside';
import { toBatch } from '../../hooks/forward';
import type { Format } from '../../hooks/format';
import { linePath } from '../../parts/linePath';
import { late } from '../../state/late';
import classes from './kit.module.css';
import { curves, imageShare, timesteps } from './sheet';
import type { KitTexts } from './texts';

const box = { width: 420, height: 230, left: 34, top: 10, right: 8, bottom: 24 } as const;
const placeX = (t: number): number => box.left + (t / timesteps) * (box.width - box.left - box.right);
const placeY = (value: number): number => box.top + (1 - value) * (box.height - box.top - box.bottom);
const grid = [0, 0.25, 0.5, 0.75, 1] as const;

function Grid({ format }: { readonly format: Format }) {
  return grid.map((share) => (
    <g key={share} className={classes.grid}>
      <line x1={placeX(0)} x2={placeX(timesteps)} y1={placeY(share)} y2={placeY(share)} />
      <line y1={placeY(0)} y2={placeY(1)} x1={placeX(share * timesteps)} x2={placeX(share * timesteps)} />
      <text x={box.left - 5} y={placeY(share) + 4} textAnchor="end">
        {format.fixed(share, 2)}
      </text>
      <text x={placeX(share * timesteps)} y={box.height - 8} textAnchor={share === 1 ? 'end' : 'middle'}>
        {share * timesteps}
      </text>
    </g>
  ));
}

const pathOf = (tables: Tables): string => {
  const x = Array.from({ length: timesteps + 1 }, (_, t) => t);
  const values = x.map((t) => imageShare(tables, t));
  return linePath({ x, values, placeX, placeY, mostPoints: 300 });
};

interface CurvesProps {
  readonly texts: KitTexts;
  readonly format: Format;
  /** Marks the middle, as the key and the slides do. */
  readonly marked?: boolean;
}

/** √ᾱ of the two schedules over the time. */
export function CurvesFigure({ texts, format, marked = false }: CurvesProps) {
  const { curves: label, linear, cosine } = texts.worksheet;
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label} className={classes.figure}>
      <Grid format={format} />
      <path d={pathOf(curves.linear)} className={classes.linear} />
      <path d={pathOf(curves.cosine)} className={classes.cosine} />
      <text x={placeX(240)} y={placeY(0.62)} textAnchor="end" className={classes.linearName}>
        {linear}
      </text>
      <text x={placeX(620)} y={placeY(0.74)} className={classes.cosineName}>
        {cosine}
      </text>
      {marked &&
        [curves.linear, curves.cosine].map((tables, i) => (
          <circle key={i} cx={placeX(500)} cy={placeY(imageShare(tables, 500))} r={4} />
        ))}
    </svg>
  );
}

/** For a curve of one's own. */
export function EmptyFigure({ texts, format }: Omit<CurvesProps, 'marked'>) {
  return (
    <svg
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={texts.figures.empty}
      className={classes.figure}
    >
      <Grid format={format} />
    </svg>
  );
}

interface PicturesProps {
  readonly pictures: Pictures;
  readonly columns: number;
  readonly label: string;
}

/** An image rather than a canvas: it is printed as sharp as it is shown. */
function PicturesFigure({ pictures, columns, label }: PicturesProps) {
  const address = useMemo(
    () => createScreen(pictures, { columns, gap: 2, factor: 10 }).canvas.toDataURL(),
    [pictures, columns],
  );
  return <img src={address} alt={label} className={classes.pictures} />;
}

/** The drawing that the kit noises: of the strokes, which need no download. */
const drawing = 2;

function noisedDrawing(places: readonly number[]): Pictures {
  const set = strokesDataset({ limit: drawing + 1 });
  const clean = pictureValues(fromBytes(set, set.images), drawing);
  const process = processOf(parseConfig({}));
  const noise = pictureNoise(process, 0, clean.length);
  return toPictures(
    toBatch(
      set,
      places.map((t) => noisedAt(process, curves.linear, clean, noise, t)),
    ),
  );
}

/** One drawing at several times of the linear schedule. */
export function StripFigure({
  places,
  label,
}: {
  readonly places: readonly number[];
  readonly label: string;
}) {
  const pictures = useMemo(() => noisedDrawing(places), [places]);
  return <PicturesFigure pictures={pictures} columns={places.length} label={label} />;
}

const recording = late(
  async (): Promise<Recording> => {
    const file = await readBeside('recording.bin');
    if (!file) throw new Error('The recording is not beside the page.');
    return decodeRecording(file);
  },
  { ahead: false },
);

/** Frames of the film that the figures show, as shares of it. */
const shares = [0.06, 0.3, 0.5, 0.7, 1] as const;

interface FilmRow {
  /** Which of the recorded samples. */
  readonly sample: number;
  readonly what: 'xt' | 'predOriginalSample';
}

function filmOf(recorded: Recording, rows: readonly FilmRow[]): Pictures {
  const { height, width, channels } = recorded.header;
  const size = height * width * channels;
  const frames = [...recordedFrames(recorded)];
  const chosen = shares.flatMap((share) => frames[Math.round(share * (frames.length - 1))] ?? []);
  const pieces = rows.flatMap(({ sample, what }) =>
    chosen.map((frame) => frame[what].subarray(sample * size, (sample + 1) * size)),
  );
  return toPictures(toBatch({ height, width, channels }, pieces));
}

const drawn: readonly FilmRow[] = [
  { sample: 3, what: 'xt' },
  { sample: 8, what: 'xt' },
];
const guessed: readonly FilmRow[] = [
  { sample: 3, what: 'xt' },
  { sample: 3, what: 'predOriginalSample' },
];

/** The recorded model at work: two samples, or one and what is guessed of it. */
export function FilmFigure({ guess, label }: { readonly guess: boolean; readonly label: string }) {
  const recorded = use(recording());
  const pictures = useMemo(() => filmOf(recorded, guess ? guessed : drawn), [recorded, guess]);
  return <PicturesFigure pictures={pictures} columns={shares.length} label={label} />;
}
