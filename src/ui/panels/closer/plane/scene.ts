// What a plot of the plane shows, drawn on a 2D canvas. Pure but for the canvas that is handed in.

/** The plot spans −span…span in both directions: noise reaches about so far. */
export const span = 2.2;

export interface Scene {
  /** Densities on a square grid, rows from the top; drawn as a wash. */
  readonly density?: { readonly side: number; readonly values: Float64Array };
  /** Points, [count, 2]. */
  readonly points?: Float64Array;
  /** Ways of points: for each the places from its start on, [places, 2]. */
  readonly paths?: readonly Float64Array[];
  /** Arrows of several fields at the same places. */
  readonly arrows?: readonly {
    readonly colour: Colour;
    readonly at: Float64Array;
    readonly to: Float64Array;
  }[];
}

export type Colour = 'signal' | 'noise' | 'third' | 'ink';

export type Palette = Readonly<Record<Colour, string>>;

/** Centres of the cells of a grid over the plot, row by row from the top, [side², 2]. */
export function gridPoints(side: number): Float64Array {
  const points = new Float64Array(2 * side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const at = 2 * (row * side + column);
      points[at] = ((2 * (column + 0.5)) / side - 1) * span;
      points[at + 1] = (1 - (2 * (row + 0.5)) / side) * span;
    }
  }
  return points;
}

/** From the plane to pixels of a square of `size`. */
export const placer = (size: number) => ({
  x: (value: number): number => ((value / span + 1) * size) / 2,
  y: (value: number): number => ((1 - value / span) * size) / 2,
});

type Context = CanvasRenderingContext2D;

/** A small picture of the density in one colour, enlarged smoothly. */
function wash(
  context: Context,
  size: number,
  { side, values }: NonNullable<Scene['density']>,
  colour: string,
): void {
  const small = document.createElement('canvas');
  [small.width, small.height] = [side, side];
  const brush = small.getContext('2d');
  if (!brush) return;
  const most = values.reduce((a, b) => Math.max(a, b), 0) || 1;
  const pixels = brush.createImageData(side, side);
  // The root, so that what is thin is seen beside what is dense.
  values.forEach((value, i) => (pixels.data[4 * i + 3] = 150 * Math.sqrt(value / most)));
  brush.putImageData(pixels, 0, 0);
  brush.globalCompositeOperation = 'source-in';
  brush.fillStyle = colour;
  brush.fillRect(0, 0, side, side);
  context.drawImage(small, 0, 0, size, size);
}

/** The longest arrow reaches to the next place of the grid. */
function drawArrows(context: Context, size: number, { arrows = [] }: Scene, palette: Palette): void {
  const { x, y } = placer(size);
  for (const { colour, at, to } of arrows) {
    const side = Math.sqrt(at.length / 2);
    const reach = (0.9 * size) / side;
    const longest = Math.max(
      ...(arrows[0]?.to ?? [])
        .filter((_, i) => i % 2 === 0)
        .map((value, i) => Math.hypot(value, arrows[0]?.to[2 * i + 1] ?? 0)),
      1e-9,
    );
    context.strokeStyle = palette[colour];
    context.fillStyle = palette[colour];
    context.lineWidth = 1.3;
    for (let i = 0; i < at.length; i += 2) {
      const [dx, dy] = [to[i] ?? 0, to[i + 1] ?? 0];
      const length = Math.hypot(dx, dy);
      // The root: both the strong pull from afar and the weak one within are seen.
      const scale = length > 0 ? (reach * Math.sqrt(Math.min(1, length / longest))) / length : 0;
      const [fromX, fromY] = [x(at[i] ?? 0), y(at[i + 1] ?? 0)];
      const [toX, toY] = [fromX + scale * dx, fromY - scale * dy];
      context.beginPath();
      context.moveTo(fromX, fromY);
      context.lineTo(toX, toY);
      context.stroke();
      context.beginPath();
      context.arc(toX, toY, 1.7, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

export function drawScene(context: Context, size: number, scene: Scene, palette: Palette): void {
  const { x, y } = placer(size);
  context.clearRect(0, 0, size, size);
  if (scene.density) wash(context, size, scene.density, palette.third);
  if (scene.paths) {
    context.strokeStyle = palette.ink;
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    for (const path of scene.paths) {
      context.beginPath();
      for (let i = 0; i < path.length; i += 2) context.lineTo(x(path[i] ?? 0), y(path[i + 1] ?? 0));
      context.stroke();
    }
    context.globalAlpha = 1;
  }
  drawArrows(context, size, scene, palette);
  if (scene.points) {
    context.fillStyle = palette.signal;
    context.globalAlpha = 0.75;
    for (let i = 0; i < scene.points.length; i += 2) {
      context.beginPath();
      context.arc(x(scene.points[i] ?? 0), y(scene.points[i + 1] ?? 0), 1.6, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
  }
}
