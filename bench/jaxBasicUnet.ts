// BasicUNet and Adam written with jax-js's own operations, jit-compiled as one function: the peer of the benchmark.
// Images are NCHW there. Every function takes ownership of its arguments, as jax-js asks; `.ref` keeps one for later.
import { jit, lax, nn, numpy as np, valueAndGrad } from '@jax-js/jax';

export type Arrays = { [name: string]: np.Array };

/** What the optimiser carries from step to step. */
export type JaxState = { weights: Arrays; m: Arrays; v: Arrays };

/** `stepSize` = lr / (1 − β₁ᵗ), `momentScale` = √(1 − β₂ᵗ), scalars: torch.optim.Adam's two corrections. */
export type JaxBatch = { x: np.Array; target: np.Array; stepSize: np.Array; momentScale: np.Array };

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** One training step: the state after it, and the loss before it. */
export const jaxStep = jit((state: JaxState, batch: JaxBatch): { state: JaxState; loss: np.Array } => {
  const { x, target, stepSize, momentScale } = batch;
  const meanSquare = (weights: Arrays): np.Array => np.mean(np.square(forward(weights, x).sub(target)));
  const names = Object.keys(state.weights);
  const kept = Object.fromEntries(names.map((name) => [name, of(state.weights, name).ref]));
  const [loss, gradients] = valueAndGrad(meanSquare)(kept);
  const next: JaxState = { weights: {}, m: {}, v: {} };
  for (const name of names) {
    const gradient = of(gradients, name);
    const m = of(state.m, name)
      .mul(beta1)
      .add(gradient.ref.mul(1 - beta1));
    const v = of(state.v, name)
      .mul(beta2)
      .add(np.square(gradient).mul(1 - beta2));
    const denominator = np.sqrt(v.ref).div(momentScale.ref).add(epsilon);
    next.weights[name] = of(state.weights, name).sub(m.ref.mul(stepSize.ref).div(denominator));
    next.m[name] = m;
    next.v[name] = v;
  }
  stepSize.dispose();
  momentScale.dispose();
  return { state: next, loss };
});

/** x [batch, 1, 28, 28] → the same shape. */
function forward(weights: Arrays, x: np.Array): np.Array {
  const layer = (name: string, input: np.Array): np.Array => {
    const bias = of(weights, `${name}.bias`);
    const filter = of(weights, `${name}.weight`);
    const padding: [number, number][] = [
      [2, 2],
      [2, 2],
    ];
    const sum = lax.conv(input, filter, [1, 1], padding).add(bias.reshape([1, -1, 1, 1]));
    return nn.silu(sum);
  };
  const fine = layer('down_layers.0', x);
  const middle = layer('down_layers.1', maxPool(fine.ref));
  const coarse = layer('up_layers.0', layer('down_layers.2', maxPool(middle.ref)));
  const up = layer('up_layers.1', upsample(coarse).add(middle));
  return layer('up_layers.2', upsample(up).add(fine));
}

/** 2×2 windows of [batch, channels, 2h, 2w]. */
function maxPool(x: np.Array): np.Array {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  return np.max(x.reshape([batch, channels, height / 2, 2, width / 2, 2]), [3, 5]);
}

/** Nearest neighbour, ×2 on both sides. */
function upsample(x: np.Array): np.Array {
  return np.repeat(np.repeat(x, 2, 2), 2, 3);
}

function of(arrays: Arrays, name: string): np.Array {
  const array = arrays[name];
  if (!array) throw new Error(`BasicUNet has no parameter "${name}".`);
  return array;
}
