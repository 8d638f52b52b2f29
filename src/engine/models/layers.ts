// The layers that models are put together from. Making a layer registers its parameters and its line of the
// outline; the function that comes back runs it.
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOptions, GroupNormOptions, LinearOptions } from '../ops/ops';
import { LabError } from '../../lab/errors';
import type { LayerOutline } from '../../lab/reports';
import { observed, type Initializer, type MapLayer, type ParameterSpec, type Pass } from './model';

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
  readonly bias?: boolean;
  /** The network's answer comes from it. */
  readonly last?: boolean;
  /** The input is data: nobody asks for its gradient. */
  readonly ofData?: boolean;
  /** See {@link ParameterSpec.fileShape}. */
  readonly fileShape?: readonly number[];
}

export interface LinearSpec {
  readonly inputs: number;
  readonly outputs: number;
  readonly rows?: number;
  /** See {@link ParameterSpec.parts}. */
  readonly parts?: readonly string[];
  /** The input is an embedding, not a hidden map. */
  readonly ofData?: boolean;
  /** Weights and bias start at zero. */
  readonly zero?: boolean;
}

export interface Linears {
  /** Registers a layer. What comes back finds its result, [batch, outputs], among those of `run`. */
  add(name: string, outputs: number): (results: readonly Tensor2D[]) => Tensor2D;
  /** @param x [batch, inputs] */
  run(pass: Pass, x: Tensor2D): readonly Tensor2D[];
}

type ConvolutionExtras = Pick<ConvolutionOptions, 'channelAdd' | 'residual' | 'silu'>;

const uniform = (fanIn: number): Initializer => ({ kind: 'uniform', bound: fanIn ** -0.5 });
const zeros: Initializer = { kind: 'constant', value: 0 };
const hidden = { hidden: true } as const;
const ones: Initializer = { kind: 'constant', value: 1 };

/** Streams of random numbers above all those that have a name (`streams` of src/diffusion/random.ts). */
const firstDropoutStream = 0x1_0000;

export class Layers {
  readonly parameters: ParameterSpec[] = [];
  readonly outline: LayerOutline[] = [];
  private dropouts = firstDropoutStream;

  convolution(
    name: string,
    spec: ConvolutionSpec,
  ): (pass: Pass, x: Tensor4D, extras?: ConvolutionExtras) => Tensor4D {
    const { inputs, outputs, kernel, stride = 1, upsample = false, size, zero, bias = true } = spec;
    const { ofData = false, last = false, fileShape } = spec;
    const padding = spec.padding ?? (kernel - 1) / 2;
    const fanIn = inputs * kernel * kernel;
    const initializer = zero ? zeros : uniform(fanIn);
    this.add({
      name: `${name}.weight`,
      shape: [kernel, kernel, inputs, outputs],
      layout: 'convolution',
      initializer,
      ...(!ofData && !last && hidden),
      ...(fileShape && { fileShape }),
    });
    if (bias) this.add({ name: `${name}.bias`, shape: [outputs], layout: 'as-is', initializer });
    this.describe(
      { name, kind: 'convolution', size, channels: outputs, cost: size * size * fanIn * outputs },
      [fanIn * outputs, bias ? outputs : 0],
    );
    return (pass, x, extras = {}) => {
      const output = pass.ops.conv2d(x, pass.parameter(`${name}.weight`) as Tensor4D, {
        ...(bias && { bias: pass.parameter(`${name}.bias`) as Tensor1D }),
        stride,
        padding,
        upsample,
        inputGradient: !ofData,
        ...extras,
      });
      return observed(pass, { layer: name, operation: 'conv2d', output });
    };
  }

  /** PyTorch's ConvTranspose2d(channels, channels, 4, stride 2, padding 1): doubles the map. */
  transposedConvolution(name: string, { channels, size }: { channels: number; size: number }): MapLayer {
    const kernel = 4;
    const weights = kernel * kernel * channels * channels;
    const initializer = uniform(kernel * kernel * channels);
    const shape = [kernel, kernel, channels, channels];
    this.add({ name: `${name}.weight`, shape, layout: 'convolution', initializer, ...hidden });
    this.add({ name: `${name}.bias`, shape: [channels], layout: 'as-is', initializer });
    // A pixel of the output meets a quarter of the kernel.
    const cost = (size * size * weights) / 4;
    this.describe({ name, kind: 'convolution', size, channels, cost }, [weights, channels]);
    return (pass, x) => {
      const output = pass.ops.convTranspose2d(x, pass.parameter(`${name}.weight`) as Tensor4D, {
        bias: pass.parameter(`${name}.bias`) as Tensor1D,
        stride: 2,
        padding: 1,
      });
      return observed(pass, { layer: name, operation: 'convTranspose2d', output });
    };
  }

  linear(
    name: string,
    { inputs, outputs, rows = 1, parts, ofData = false, zero = false }: LinearSpec,
  ): <T extends Tensor2D | Tensor3D>(pass: Pass, x: T, options?: LinearOptions<T>) => T {
    const partsOf = (kind: string): { parts?: readonly string[] } =>
      parts ? { parts: parts.map((part) => `${part}.${kind}`) } : {};
    const initializer = zero ? zeros : uniform(inputs);
    this.add({
      name: `${name}.weight`,
      shape: [inputs, outputs],
      layout: 'linear',
      initializer,
      ...(!ofData && hidden),
      ...partsOf('weight'),
    });
    this.add({ name: `${name}.bias`, shape: [outputs], layout: 'as-is', initializer, ...partsOf('bias') });
    this.describe(
      { name, kind: 'linear', size: Math.sqrt(rows), channels: outputs, cost: rows * inputs * outputs },
      [inputs * outputs, outputs],
    );
    return (pass, x, options) => {
      const output = pass.ops.linear(
        x,
        pass.parameter(`${name}.weight`) as Tensor2D,
        pass.parameter(`${name}.bias`) as Tensor1D,
        options,
      );
      return observed(pass, { layer: name, operation: 'linear', output });
    };
  }

  /** Linear layers that read the same rows, run as one. */
  linears(inputs: number): Linears {
    const names: string[] = [];
    return {
      add: (name, outputs) => {
        this.linear(name, { inputs, outputs });
        const place = names.push(name) - 1;
        return (results) => {
          const result = results[place];
          if (!result) throw new LabError('internal', `The layer ${name} was not run.`);
          return result;
        };
      },
      run: (pass, x) => {
        const layers = names.map((name) => ({
          weight: pass.parameter(`${name}.weight`) as Tensor2D,
          bias: pass.parameter(`${name}.bias`) as Tensor1D,
        }));
        if (!pass.observe) return pass.ops.linears(x, layers);
        // Each by itself: what they write as one cannot be read apart.
        return layers.map(({ weight, bias }, i) => {
          const output = pass.ops.linear(x, weight, bias);
          return observed(pass, { layer: names[i] ?? '', operation: 'linear', output });
        });
      },
    };
  }

  groupNorm(
    name: string,
    {
      channels,
      groups,
      size,
      epsilon = 1e-5,
    }: { channels: number; groups: number; size: number; epsilon?: number },
  ): (pass: Pass, x: Tensor4D, options: Pick<GroupNormOptions, 'silu' | 'modulation'>) => Tensor4D {
    this.add({ name: `${name}.weight`, shape: [channels], layout: 'as-is', initializer: ones });
    this.add({ name: `${name}.bias`, shape: [channels], layout: 'as-is', initializer: zeros });
    this.describe({ name, kind: 'norm', size, channels, cost: 0 }, [2 * channels]);
    return (pass, x, options) => {
      const output = pass.ops.groupNorm(
        x,
        pass.parameter(`${name}.weight`) as Tensor1D,
        pass.parameter(`${name}.bias`) as Tensor1D,
        { groups, epsilon, ...options },
      );
      return observed(pass, {
        layer: name,
        operation: 'groupNorm',
        output,
        normalised: { input: x, groups },
      });
    };
  }

  /** A table of vectors, N(0, 1) at first (PyTorch's nn.Embedding). */
  embedding(
    name: string,
    { rows, channels }: { rows: number; channels: number },
  ): (pass: Pass, ids: Tensor1D) => Tensor2D {
    this.add({
      name: `${name}.weight`,
      shape: [rows, channels],
      layout: 'as-is',
      initializer: { kind: 'normal', deviation: 1 },
    });
    this.describe({ name, kind: 'embedding', size: 1, channels, cost: 0 }, [rows * channels]);
    return (pass, ids) => {
      const output = pass.ops.embedding(pass.parameter(`${name}.weight`) as Tensor2D, ids);
      return observed(pass, { layer: name, operation: 'embedding', output });
    };
  }

  /** Acts in training only; every layer of a model draws from a stream of its own. */
  dropout(rate: number): <T extends Tensor>(pass: Pass, x: T) => T {
    const stream = this.dropouts++;
    return (pass, x) => (pass.dropout && rate > 0 ? pass.dropout(x, { rate, stream }) : x);
  }

  /** A parameter of a layer that is written elsewhere. */
  add(parameter: ParameterSpec): void {
    this.parameters.push(parameter);
  }

  /** A line of the outline. @param counts sizes of the line's parameters. */
  describe(
    line: { name: string; kind: LayerOutline['kind']; size: number; channels: number; cost: number },
    counts: readonly number[] = [],
  ): void {
    const { cost, ...rest } = line;
    this.outline.push({ ...rest, parameters: counts.reduce((a, b) => a + b, 0), multiplyAdds: cost });
  }
}
