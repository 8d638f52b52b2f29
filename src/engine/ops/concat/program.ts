// WGSL that joins the channels of two maps, and parts them again.
import type { Program, Sizes } from '../../gpu/runtime';
import { flat, vectorOf } from '../wgsl';

export interface ConcatShape {
  /** batch · height · width */
  readonly pixels: number;
  /** Channels of each map. */
  readonly first: number;
  readonly second: number;
}

interface Walk {
  readonly type: 'f32' | 'vec4<f32>';
  readonly workgroups: readonly [number, number, number];
  readonly sizes: Sizes;
  /** WGSL: one invocation an entry of the joined map; the entry of a map is `pixel * its channels + channel`. */
  readonly body: (inFirst: string, inSecond: string) => string;
}

function walk({ pixels, first, second }: ConcatShape): Walk {
  const { type, width } = vectorOf(first, second);
  const [a, b] = [first / width, second / width];
  const { entry, workgroups, sizes } = flat(pixels * (a + b));
  return {
    type,
    workgroups,
    sizes: { ...sizes, first: a, second: b },
    body: (inFirst, inSecond) => `${entry}
  let joined = size.first + size.second;
  let pixel = i / joined;
  let channel = i - pixel * joined;
  if (channel < size.first) {
    let at = pixel * size.first + channel;
    ${inFirst}
  } else {
    let at = pixel * size.second + channel - size.first;
    ${inSecond}
  }
}`,
  };
}

/** a, b → y. */
export function concatProgram(shape: ConcatShape): Program {
  const { type, body, ...grid } = walk(shape);
  return {
    name: `concat ${shape.first}+${shape.second}`,
    inputs: { a: type, b: type },
    outputs: { y: type },
    ...grid,
    body: body('y[i] = a[at];', 'y[i] = b[at];'),
  };
}

/** dy → da, db. */
export function concatGradientProgram(shape: ConcatShape): Program {
  const { type, body, ...grid } = walk(shape);
  return {
    name: `concat gradient ${shape.first}+${shape.second}`,
    inputs: { dy: type },
    outputs: { da: type, db: type },
    ...grid,
    body: body('da[at] = dy[i];', 'db[at] = dy[i];'),
  };
}
