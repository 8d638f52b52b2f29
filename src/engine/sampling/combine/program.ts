// WGSL of a sampler's stage: from the model's prediction to the next x, in place in the buffer of registers.
// One invocation does four neighbours, the numbers of one Philox block.
import { streams } from '../../../diffusion/random';
import { philoxWgsl } from '../../gpu/philox';
import type { Program } from '../../gpu/runtime';
import { flat } from '../../ops/wgsl';
import type { CombinerOptions, Start } from './combiner';
import { history, layRegisters, type RegisterLayout, type Row } from './registers';
import { stageWgsl } from './stageControl';

/**
 * `predicted(e)`: the model's answer for element e, guided where asked, and `share(e)`: its learned variance as a
 * share 0…1 between the bounds. Needs the binding `prediction`.
 */
export function predictionWgsl({ shape, guided, learnedVariance }: CombinerOptions): string {
  const [batch, height, width, channels] = shape;
  const answered = learnedVariance ? 2 * channels : channels;
  const unconditional = batch * height * width * answered;
  const at = learnedVariance ? `e / ${channels}u * ${answered}u + e % ${channels}u` : 'e';
  const guide = `let without = prediction[at + ${unconditional}u];
  // Rounding apart the formula says so itself: 1 is the conditional model.
  return select(without + stage_guidanceScale() * (prediction[at] - without), prediction[at], stage_guidanceScale() == 1.0);`;
  return `
fn predicted(e : u32) -> f32 {
  let at = ${at};
  ${guided ? guide : 'return prediction[at];'}
}
${learnedVariance ? `fn share(e : u32) -> f32 { return 0.5 * (prediction[${at} + ${channels}u] + 1.0); }` : ''}
fn original(e : u32) -> f32 {
  return stage_x0FromX() * registers[e] + stage_x0FromPrediction() * predicted(e);
}`;
}

/** WGSL: x̂₀ of the element, clipped. */
function clipped({ clip, shape: [, height, width, channels] }: CombinerOptions): string {
  switch (clip) {
    case 'none':
      return 'original(e)';
    case 'unit':
      return 'clamp(original(e), -1.0, 1.0)';
    case 'dynamic': {
      const bound = `bounds[e / ${height * width * channels}u]`;
      return `clamp(original(e), -${bound}, ${bound}) / ${bound}`;
    }
  }
}

/** Declares a variable for every register: what is in its row, or what this stage has just found. */
function readRegisters({ offsets, multistage }: RegisterLayout): string {
  const stored = (row: Row): string => `registers[${offsets.get(row) ?? 0}u + e]`;
  const started = (['x', 'x0', 'eps'] as const).map((row) => {
    const start = `${row}Start` as const;
    return offsets.has(start)
      ? `let ${start} = select(${stored(start)}, ${row}, stage_first() == 1u);`
      : multistage
        ? ''
        : `let ${start} = ${row};`;
  });
  const past = history.flatMap(([row]) => (offsets.has(row) ? [`let ${row} = ${stored(row)};`] : []));
  return [...started, ...past].join('\n    ');
}

/** Keeps what later stages and steps ask for. */
function keepRegisters({ offsets }: RegisterLayout): string {
  const place = (row: Row): string => `registers[${offsets.get(row) ?? 0}u + e]`;
  const starts = (['xStart', 'x0Start', 'epsStart'] as const).filter((row) => offsets.has(row));
  const past = history.filter(([row]) => offsets.has(row));
  return `${starts.map((row) => `${place(row)} = ${row};`).join(' ')}
    ${past.length > 0 ? `if (stage_ends() == 1u) { ${past.map(([row, source]) => `${place(row)} = ${source};`).join(' ')} }` : ''}`;
}

const blockEntry = (size: number): ReturnType<typeof flat> => flat(Math.ceil(size / 4));

/** prediction, control(, bounds of the dynamic clipping) → registers: see {@link Combiner.apply}. */
export function combineProgram(options: CombinerOptions): Program {
  const layout = layRegisters(options);
  const { offsets, size } = layout;
  const { entry, ...grid } = blockEntry(size);
  const { clip, guided, learnedVariance } = options;
  const used = new Set(options.stages.flatMap(({ next }) => Object.keys(next)));
  const terms = [
    ...offsets.keys(),
    ...(layout.multistage ? [] : (['xStart', 'x0Start', 'epsStart'] as const)),
  ]
    .filter((row) => used.has(row))
    // A register that has no part in this stage may hold anything, even NaN.
    .map((row) => `if (factor_${row}() != 0.0) { next += factor_${row}() * ${row}; }`);
  const strength = learnedVariance
    ? `exp(0.5 * mix(stage_logVarianceMin(), stage_logVarianceMax(), share(e)))`
    : '1.0';
  const noisy = used.has('noise');
  return {
    name: 'combine',
    inputs: { prediction: 'f32', control: 'u32', ...(clip === 'dynamic' ? { bounds: 'f32' } : {}) },
    outputs: { registers: 'f32' },
    body: `${stageWgsl}
${noisy ? philoxWgsl : ''}
${predictionWgsl(options)}
${entry}
  var noise = vec4f();
  ${noisy ? `if (factor_noise() != 0.0) { noise = gaussians4(stage_seed(), ${streams.samplerNoise}u, stage_draw(), i); }` : ''}
  for (var lane = 0u; lane < 4u; lane++) {
    let e = 4u * i + lane;
    if (e >= ${size}u) { return; }
    let x = registers[e];
    let x0 = ${clipped(options)};
    var eps = stage_epsFromX() * x + stage_epsFromPrediction() * predicted(e);
    ${clip === 'none' ? '' : 'if (stage_epsFromClipped() == 1u) { eps = (x - stage_signal() * x0) / stage_noise(); }'}
    ${readRegisters(layout)}
    var next = 0.0;
    ${terms.join('\n    ')}
    ${noisy ? `if (factor_noise() != 0.0) { next += factor_noise() * ${strength} * noise[lane]; }` : ''}
    ${keepRegisters(layout)}
    registers[${offsets.get('x0') ?? 0}u + e] = x0;
    registers[${offsets.get('eps') ?? 0}u + e] = eps;
    registers[e] = next;
    ${guided ? `registers[${size}u + e] = next;` : ''}
  }
}`,
    ...grid,
  };
}

/** control(, image of `imageSize` floats) → registers: x = signal·image + noise·draw, x̂₀ and ε̂ 0. */
export function startProgram(
  options: CombinerOptions,
  kind: Start['kind'],
  imageSize: number | null,
): Program {
  const { offsets, size } = layRegisters(options);
  const { entry, ...grid } = blockEntry(size);
  return {
    name: 'combine start',
    inputs: { control: 'u32', ...(imageSize === null ? {} : { image: 'f32' }) },
    outputs: { registers: 'f32' },
    body: `${stageWgsl}
${philoxWgsl}
${entry}
  let draw = ${kind === 'uniform' ? 'uniforms4' : 'gaussians4'}(stage_seed(), ${streams.initialNoise}u, 0u, i);
  for (var lane = 0u; lane < 4u; lane++) {
    let e = 4u * i + lane;
    if (e >= ${size}u) { return; }
    let x = stage_noise() * draw[lane]${imageSize === null ? '' : ` + stage_signal() * image[e % ${imageSize}u]`};
    registers[e] = x;
    ${options.guided ? `registers[${size}u + e] = x;` : ''}
    registers[${offsets.get('x0') ?? 0}u + e] = 0.0;
    registers[${offsets.get('eps') ?? 0}u + e] = 0.0;
  }
}`,
    ...grid,
  };
}
