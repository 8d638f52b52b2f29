// Two programs in one dispatch: where neither needs the other's results, a GPU that each alone would not fill does both
// at once, and waits once.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Program } from '../gpu/runtime';
import { layered } from './wgsl';

export interface Work {
  readonly program: Program;
  /** Inputs, then outputs, in the program's order. */
  readonly bindings: readonly (TensorInfo | GPUBufferBinding)[];
}

/** How a program begins that can stand in a pair: no barriers, no variables of the module, its work group and its lane. */
export const pairedEntry = (lanes: number): string => `
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {`;

const prefix = 'other_';
const groupsOf = ({ workgroups: [x, y, z] }: Program): number => x * y * z;

/** Storage buffers that a pair needs. */
export const buffersOf = (...programs: readonly Program[]): number =>
  programs.reduce(
    (n, { inputs, outputs }) => n + Object.keys(inputs).length + Object.keys(outputs).length,
    0,
  );

/** Work groups of the first, then of the second. Both begin with {@link pairedEntry} of as many lanes. */
export function sideBySide(first: Work, second: Work, lanes: number): Work {
  const [a, b] = [first.program, renamed(second.program)];
  const asFunction = (body: string, name: string): string =>
    body.replace(pairedEntry(lanes), `\nfn ${name}(group : vec3u, lane : u32) {`);
  const { across, layers } = layered(groupsOf(a) + groupsOf(b));
  const split = (work: Work): [Work['bindings'], Work['bindings']] => {
    const inputs = Object.keys(work.program.inputs).length;
    return [work.bindings.slice(0, inputs), work.bindings.slice(inputs)];
  };
  const [[readA, writtenA], [readB, writtenB]] = [split(first), split(second)];
  return {
    bindings: [...readA, ...readB, ...writtenA, ...writtenB],
    program: {
      name: `${a.name} & ${b.name}`,
      inputs: { ...a.inputs, ...b.inputs },
      outputs: { ...a.outputs, ...b.outputs },
      sizes: {
        ...a.sizes,
        ...b.sizes,
        groupsAcross: across,
        firstX: a.workgroups[0],
        firstY: a.workgroups[1],
        firstGroups: groupsOf(a),
        secondX: b.workgroups[0],
        secondY: b.workgroups[1],
        secondGroups: groupsOf(b),
      },
      workgroups: [across, layers, 1],
      body: `${asFunction(a.body, 'first')}
${asFunction(b.body, 'second')}
fn place(group : u32, x : u32, y : u32) -> vec3u { return vec3u(group % x, group / x % y, group / (x * y)); }
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) id : vec3u, @builtin(local_invocation_index) lane : u32) {
  let group = id.y * size.groupsAcross + id.x;
  if (group < size.firstGroups) {
    first(place(group, size.firstX, size.firstY), lane);
  } else if (group - size.firstGroups < size.secondGroups) {
    second(place(group - size.firstGroups, size.secondX, size.secondY), lane);
  }
}`,
    },
  };
}

/** With a prefix before the names of its buffers and sizes, which the first may have as well. */
function renamed(program: Program): Program {
  const { inputs, outputs, sizes = {} } = program;
  const prefixed = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [`${prefix}${name}`, value]));
  const buffers = [...Object.keys(inputs), ...Object.keys(outputs)].join('|');
  // Buffers are indexed or pointed to; a member of a vector may have the name of one.
  const ofBuffer = new RegExp(`(?<![.\\w])(${buffers})(?=\\[)|(?<=&)(${buffers})\\b`, 'g');
  return {
    ...program,
    inputs: prefixed(inputs),
    outputs: prefixed(outputs),
    sizes: prefixed(sizes),
    body: program.body
      .replaceAll(ofBuffer, (name) => `${prefix}${name}`)
      .replaceAll(/\bsize\.(?=\w)/g, `size.${prefix}`),
  };
}
