// The layers that models are put together from. Making a layer registers its parameters and its line of the
// outline; the function that comes back runs it.
import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOptions, GroupNormOptions } from '../ops';
import type { Initializer, OutlineEntry, ParameterSpec, Pass } from './model';

export interface ConvolutionSpec {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly stride?: 1 | 2;
  readonly padding?: number;
  readonly upsample?: boolean;
  /** Side of the output map. */
  readonly size: number;
  /** Weights and bias start at zero: the layer adds nothing at first. */
  readonly zero?: boolean;
}

type ConvolutionExtras = Pick<ConvolutionOptions, 'channelAdd' | 'residual' | 'silu'>;

const uniform = (fanIn: number): Initializer => ({ kind: 'uniform', bound: fanIn ** -0.5 });
const zeros: Initializer = { kind: 'constant', value: 0 };
const ones: Initializer = { kind: 'constant', value: 1 };

export class Layers {
  readonly parameters: ParameterSpec[] = [];
  readonly outline: OutlineEntry[] = [];

  convolution(
    name: string,
    spec: ConvolutionSpec,
  ): (pass: Pass, x: Tensor4D, extras?: ConvolutionExtras) => Tensor4D {
    const {
      inputs,
      outputs,
      kernel,
      stride = 1,
      padding = (kernel - 1) / 2,
      upsample = false,
      size,
      zero,
    } = spec;
    const fanIn = inputs * kernel * kernel;
    const initializer = zero ? zeros : uniform(fanIn);
    this.add(`${name}.weight`, [kernel, kernel, inputs, outputs], 'convolution', initializer);
    this.add(`${name}.bias`, [outputs], 'as-is', initializer);
    this.describe(
      { name, kind: 'convolution', size, channels: outputs, cost: size * size * fanIn * outputs },
      [fanIn * outputs, outputs],
    );
    return (pass, x, extras = {}) =>
      pass.ops.conv2d(x, pass.parameter(`${name}.weight`) as Tensor4D, {
        bias: pass.parameter(`${name}.bias`) as Tensor1D,
        stride,
        padding,
        upsample,
        ...extras,
      });
  }

  linear(
    name: string,
    {
      inputs,
      outputs,
      rows = 1,
      parts,
    }: { inputs: number; outputs: number; rows?: number; parts?: readonly string[] },
  ): <T extends Tensor2D | Tensor3D>(pass: Pass, x: T, options?: { readonly silu?: boolean }) => T {
    const weightParts = parts?.map((part) => `${part}.weight`);
    const biasParts = parts?.map((part) => `${part}.bias`);
    this.add(`${name}.weight`, [inputs, outputs], 'linear', uniform(inputs), weightParts);
    this.add(`${name}.bias`, [outputs], 'as-is', uniform(inputs), biasParts);
    this.describe(
      { name, kind: 'linear', size: Math.sqrt(rows), channels: outputs, cost: rows * inputs * outputs },
      [inputs * outputs, outputs],
    );
    return (pass, x, options) =>
      pass.ops.linear(
        x,
        pass.parameter(`${name}.weight`) as Tensor2D,
        pass.parameter(`${name}.bias`) as Tensor1D,
        options,
      );
  }

  groupNorm(
    name: string,
    {
      channels,
      groups,
      size,
      epsilon = 1e-5,
    }: { channels: number; groups: number; size: number; epsilon?: number },
  ): (pass: Pass, x: Tensor4D, options: Pick<GroupNormOptions, 'silu' | 'scale' | 'shift'>) => Tensor4D {
    this.add(`${name}.weight`, [channels], 'as-is', ones);
    this.add(`${name}.bias`, [channels], 'as-is', zeros);
    this.describe({ name, kind: 'norm', size, channels, cost: 0 }, [2 * channels]);
    return (pass, x, options) =>
      pass.ops.groupNorm(
        x,
        pass.parameter(`${name}.weight`) as Tensor1D,
        pass.parameter(`${name}.bias`) as Tensor1D,
        {
          groups,
          epsilon,
          ...options,
        },
      );
  }

  /** A table of vectors, N(0, 1) at first (PyTorch's nn.Embedding). */
  embedding(
    name: string,
    { rows, channels }: { rows: number; channels: number },
  ): (pass: Pass, ids: Tensor1D) => Tensor2D {
    this.add(`${name}.weight`, [rows, channels], 'as-is', { kind: 'normal', deviation: 1 });
    this.describe({ name, kind: 'embedding', size: 1, channels, cost: 0 }, [rows * channels]);
    return (pass, ids) => pass.ops.embedding(pass.parameter(`${name}.weight`) as Tensor2D, ids);
  }

  /** A line of the outline for what has no parameters of its own (the two products of attention). */
  describe(
    line: { name: string; kind: OutlineEntry['kind']; size: number; channels: number; cost: number },
    counts: readonly number[] = [],
  ): void {
    const { cost, ...rest } = line;
    this.outline.push({ ...rest, parameters: counts.reduce((a, b) => a + b, 0), multiplyAdds: cost });
  }

  private add(
    name: string,
    shape: readonly number[],
    layout: ParameterSpec['layout'],
    initializer: Initializer,
    parts?: readonly string[],
  ): void {
    this.parameters.push({ name, shape, layout, initializer, ...(parts ? { parts } : {}) });
  }
}
