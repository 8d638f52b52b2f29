// WGSL of the batch maker: one small dispatch over samples, one over pixels. plan.ts says which numbers go where.
import { streams } from '../../../diffusion/random';
import { controlWgsl } from '../../gpu/control';
import { philoxWgsl } from '../../gpu/philox';
import type { Program } from '../../gpu/runtime';
import { flat, real } from '../../ops/wgsl';
import type { Parts } from './parts';
import { pixelsOf, rowFloats, type BatchPlan } from './plan';

const sharedWgsl = `${controlWgsl}
${philoxWgsl}
fn uniformOf(sample : u32, stream : u32) -> f32 {
  let place = control_firstSample() + sample;
  return uniforms4(control_seed(), stream, control_draw(), place >> 2u)[place & 3u];
}`;

/** Byte `i` of words: `word` says where one is. */
const byteOf = (word: (place: string) => string, i: string): string =>
  `((${word(`(${i}) >> 2u`)} >> (8u * ((${i}) & 3u))) & 0xffu)`;

/** The images in one array of words, or in several, and how a word of them is had. */
function imagesIn({ count, bytes }: Parts) {
  if (count === 1) return { names: ['images'], wgsl: '', word: (place: string) => `images[${place}]` };
  const names = Array.from({ length: count }, (_, i) => `images${i}`);
  const words = bytes / 4;
  const choices = names.map(
    (name, i) => `if (place < ${(i + 1) * words}u) { return ${name}[place - ${i * words}u]; }`,
  );
  const wgsl = `
fn imageWord(place : u32) -> u32 {
  ${choices.slice(0, -1).join('\n  ')}
  return ${names[count - 1]}[place - ${(count - 1) * words}u];
}`;
  return { names, wgsl, word: (place: string) => `imageWord(${place})` };
}

/** control, table, packed labels of the data set → what each sample is told, weighed and labelled; all [batch]. */
export function samplesProgram({ batch, classCount, process }: BatchPlan): Program {
  const { entry, ...grid } = flat(batch);
  return {
    name: 'batch samples',
    inputs: { control: 'u32', table: 'f32', classes: 'u32' },
    outputs: { timesteps: 'f32', labels: 'i32', weights: 'f32', positions: 'f32' },
    body: `${sharedWgsl}
${entry}
  let row = ${rowFloats}u * control_timestep(i);
  let image = control_image(i);
  let label = ${byteOf((place) => `classes[${place}]`, 'image')};
  let forgotten = uniformOf(i, ${streams.labels}u) < control_nullClassRate();
  labels[i] = i32(select(label, ${classCount}u, forgotten));
  timesteps[i] = table[row + 5u];
  weights[i] = table[row + 4u];
  positions[i] = ${process.timed ? 'table[row + 6u]' : `uniformOf(i, ${streams.corruption}u)`};
}`,
    ...grid,
  };
}

/**
 * control, packed images of the data set in their parts and the table (without time steps: the samples' positions
 * instead) → noised images and targets. One invocation makes four neighbours, the numbers of one Philox block.
 */
export function pixelsProgram(plan: BatchPlan, parts: Parts): Program {
  const { batch, width, channels, process, horizontalFlips, paired } = plan;
  const pixels = pixelsOf(plan);
  const images = imagesIn(parts);
  // A slice of a batch may begin and end within a block.
  const { entry, ...grid } = flat(Math.ceil((batch * pixels) / 4) + Number((batch * pixels) % 4 > 0));
  const flip = `if (uniformOf(image, ${streams.flips}u) < 0.5) {
      let column = (pixel / ${channels}u) % ${width}u;
      source += ${channels}u * (${width - 1}u - column) - ${channels}u * column;
    }`;
  const { low, high } = process.range;
  const numbers = process.noise === 'uniform' ? 'uniforms4' : 'gaussians4';
  // A picture need not begin with a block.
  const noise = paired
    ? `${numbers}(control_seed(), ${streams.pairs}u, 0u, source >> 2u)[source & 3u]`
    : 'noise[lane]';
  const blend = process.timed
    ? `let row = ${rowFloats}u * control_timestep(image);
    xt[e] = table[row] * x0 + table[row + 1u] * e0;
    expected[e] = table[row + 2u] * x0 + table[row + 3u] * e0;`
    : `let amount = positions[image];
    xt[e] = x0 * (1.0 - amount) + e0 * amount;
    expected[e] = x0;`;
  return {
    name: `batch pixels${process.timed ? '' : ' of drawn amounts'}${paired ? ' of pairs' : ''}`,
    inputs: {
      control: 'u32',
      ...Object.fromEntries(images.names.map((name) => [name, 'u32'] as const)),
      [process.timed ? 'table' : 'positions']: 'f32',
    },
    outputs: { xt: 'f32', expected: 'f32' },
    body: `${sharedWgsl}${images.wgsl}
${entry}
  let first = control_firstSample() * ${pixels}u;
  let block = first / 4u + i;
  ${paired ? '' : `let noise = ${numbers}(control_seed(), ${streams.trainingNoise}u, control_draw(), block);`}
  for (var lane = 0u; lane < 4u; lane++) {
    let place = 4u * block + lane;
    if (place < first) { continue; }
    let e = place - first;
    if (e >= ${batch * pixels}u) { return; }
    let image = e / ${pixels}u;
    let pixel = e % ${pixels}u;
    var source = control_image(image) * ${pixels}u + pixel;
    let e0 = ${noise};
    ${horizontalFlips ? flip : ''}
    let x0 = f32(${byteOf(images.word, 'source')}) / ${real(255 / (high - low))}${low === 0 ? '' : ` + ${real(low)}`};
    ${blend}
  }
}`,
    ...grid,
  };
}
