// A linear layer on our own kernels: one dispatch forward; backward two for few rows, at most three for many, and one
// more with SiLU.
import { reshape, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { isWanted } from '../../autodiff/backpropagate';
import type { LinearOptions } from '../ops';
import { forwardProgram } from '../conv2d/forward';
import { convolutionGradients, present, type ConvolutionContext } from '../conv2d/gradients';
import { convolutionShape } from '../conv2d/shape';
import { differentiable } from '../differentiable';
import { siluGradientProgram } from '../silu/program';
import { inputGradientProgram, weightGradientProgram } from './gradient';
import { linearProgram, type LinearShape } from './program';

/** From here on rows count as the pixels of a map. */
export const manyRows = 128;

/** One side or the other of the rule above: how values and gradients are dispatched. */
interface Linear {
  /** `inputs`: x, weight(, bias)(, residual); `outputs`: y(, z). */
  forward(inputs: readonly Tensor[], outputs: readonly Tensor[]): void;
  /** [dx, dweight(, dbias)]. */
  gradients(x: Tensor, dz: Tensor, savedWeight: Tensor): Tensor[];
}

/** See {@link Ops.linear}. */
export function linear<T extends Tensor2D | Tensor3D>(
  context: ConvolutionContext,
  x: T,
  weight: Tensor2D,
  bias: Tensor1D | null,
  { silu = false, residual }: LinearOptions<T> = {},
): T {
  const { runtime } = context;
  const [inputs, outputs] = weight.shape;
  const extras = { silu, residual: residual !== undefined };
  const make = x.size / inputs < manyRows ? onFewRows : onMap;
  const layer = make(context, { x, weight, bias }, extras);
  const resultShape = [...x.shape.slice(0, -1), outputs];
  const tensors: Tensor[] = [x, weight, ...present(bias), ...present(residual)];
  return differentiable<T, readonly [Tensor, Tensor, ...Tensor[]]>({
    inputs: tensors,
    forward: () => {
      const value = runtime.tensor(runtime.empty(resultShape));
      const z = silu ? runtime.tensor(runtime.empty(resultShape)) : null;
      layer.forward(tensors, [value, ...present(z)]);
      return { value, saved: [x, weight, ...present(z)] };
    },
    gradients: (dy, [savedX, savedWeight, z]) => {
      const dz = z ? runtime.tensor(runtime.empty(resultShape)) : dy;
      if (z) runtime.dispatch(siluGradientProgram(z.size), [z, dy, dz]);
      const gradients = [...layer.gradients(savedX, dz, savedWeight), ...(residual ? [dz.clone()] : [])];
      if (z) dz.dispose();
      return gradients;
    },
  });
}

interface Operands {
  readonly x: Tensor2D | Tensor3D;
  readonly weight: Tensor2D;
  readonly bias: Tensor1D | null;
}

interface Extras {
  readonly silu: boolean;
  readonly residual: boolean;
}

function onFewRows({ runtime }: ConvolutionContext, { x, weight, bias }: Operands, extras: Extras): Linear {
  const [inputs, outputs] = weight.shape;
  const shape: LinearShape = { rows: x.size / inputs, inputs, outputs, bias: bias !== null };
  return {
    forward: (from, to) => runtime.dispatch(linearProgram(shape, extras), [...from, ...to]),
    gradients: (savedX, dz, savedWeight) => {
      const dx = runtime.tensor(runtime.empty(x.shape));
      if (isWanted(x)) runtime.dispatch(inputGradientProgram(shape), [dz, savedWeight, dx]);
      const parameters = [weight, ...present(bias)].map((p) => runtime.gradients.output(p));
      runtime.dispatch(weightGradientProgram(shape), [savedX, dz, ...parameters]);
      return [dx, ...parameters];
    },
  };
}

/** A 1×1 convolution of maps one pixel wide. */
function onMap(context: ConvolutionContext, { x, weight, bias }: Operands, extras: Extras): Linear {
  const [inputs, outputs] = weight.shape;
  const batch = x.shape.length === 3 ? x.shape[0] : 1;
  const map = [batch, x.size / inputs / batch, 1, inputs];
  const shape = convolutionShape(map, [1, 1, inputs, outputs], { padding: 0 });
  const additions = { ...extras, bias: bias !== null, channelAdd: false, keepSum: extras.silu };
  return {
    forward: (from, to) => {
      const program = forwardProgram(shape, additions, context.tilings.get('forward', shape));
      context.runtime.dispatch(program, [...from, ...to]);
    },
    gradients: (savedX, dz) => {
      const maps = { x: savedX, dy: dz, filter: weight };
      const { input, ...rest } = convolutionGradients(context, shape, maps, { summed: 'dy', bias });
      return [reshape(input, x.shape), rest.filter, ...present(rest.bias)];
    },
  };
}
