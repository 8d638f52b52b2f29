// Draws a map of paths on a 2D canvas: faint to their ends, strong as far as the ruler, a dot where it stands, and
// pictures at the ends.
import { roomyEnds, type PathPoint, type Placer, type Sides } from './layout';
import type { PathMap } from './useMap';

export interface MapLook {
  readonly map: PathMap;
  readonly placer: Placer;
  /** Side of a picture at an end, in pixels. */
  readonly picture: number;
  /** Index of the present frame. */
  readonly present: number;
  readonly chosen: PathPoint;
  readonly isShown: (path: number) => boolean;
  readonly colourOf: (path: number) => string;
  readonly ink: string;
  /** The finished pictures, one below the other. */
  readonly ends: CanvasImageSource;
}

type Context = CanvasRenderingContext2D;

export function drawMap(context: Context, sides: Sides, look: MapLook): void {
  const { map, placer, picture, present, chosen, isShown, colourOf, ink, ends } = look;
  const { places, film } = map;
  const last = places.length - 1;
  const placeOf = (frame: number, path: number) =>
    [
      placer.x(places[frame]?.[2 * path] ?? 0),
      placer.y(places[frame]?.[2 * path + 1] ?? 0),
    ] as const satisfies readonly [number, number];
  const line = (path: number, from: number, to: number): void => {
    context.beginPath();
    for (let frame = from; frame <= to; frame += 1) context.lineTo(...placeOf(frame, path));
    context.stroke();
  };
  const dot = (frame: number, path: number, radius: number): void => {
    context.beginPath();
    context.arc(...placeOf(frame, path), radius, 0, 2 * Math.PI);
  };
  const pictureAtEnd = (path: number, edge: number): void => {
    const [x, y] = placeOf(last, path);
    const [left, top] = [x - picture / 2, y - picture / 2];
    const { width, height } = film;
    context.fillStyle = path === chosen.path ? ink : colourOf(path);
    context.fillRect(left - edge, top - edge, picture + 2 * edge, picture + 2 * edge);
    context.drawImage(ends, 0, path * height, width, height, left, top, picture, picture);
  };
  const shown = Array.from({ length: film.count }, (_, path) => path).filter(isShown);

  context.clearRect(0, 0, sides.width, sides.height);
  context.imageSmoothingEnabled = false;
  context.lineJoin = 'round';
  for (const path of shown) {
    context.strokeStyle = colourOf(path);
    context.globalAlpha = 0.3;
    context.lineWidth = 1;
    line(path, present, last);
    context.globalAlpha = 0.85;
    context.lineWidth = 1.4;
    line(path, 0, present);
  }
  context.globalAlpha = 1;
  for (const path of roomyEnds(map, placer, picture + 2, isShown)) pictureAtEnd(path, 1);
  for (const path of shown) {
    context.fillStyle = colourOf(path);
    dot(present, path, 3.2);
    context.fill();
  }
  if (!isShown(chosen.path)) return;
  context.strokeStyle = ink;
  context.lineWidth = 2.2;
  line(chosen.path, 0, last);
  pictureAtEnd(chosen.path, 2);
  dot(chosen.frame, chosen.path, 6);
  context.stroke();
  context.fillStyle = colourOf(chosen.path);
  context.fill();
}
