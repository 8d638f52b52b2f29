// The self-test's network on the CPU, in float64 and in the plainest way: what the GPU's gradients must be.
// y = conv2(SiLU(conv1(x))), 3×3, zeros around, no bias; loss = mean((y − target)²). Layouts as in `Ops`.

export interface SelfTestNetwork {
  /** Side of the square maps. */
  readonly size: number;
  readonly inputs: number;
  readonly hidden: number;
  /** [size, size, inputs], and [size, size, inputs] for the target. */
  readonly x: Float64Array;
  readonly target: Float64Array;
  /** [3, 3, inputs, hidden] and [3, 3, hidden, inputs]. */
  readonly filter1: Float64Array;
  readonly filter2: Float64Array;
}

export interface SelfTestAnswer {
  readonly loss: number;
  readonly gradient1: Float64Array;
  readonly gradient2: Float64Array;
}

/** Calls `visit` with the places of every product of a 3×3 convolution. */
function eachProduct(
  size: number,
  inputs: number,
  outputs: number,
  visit: (from: number, weight: number, to: number) => void,
): void {
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let dy = 0; dy < 3; dy++)
        for (let dx = 0; dx < 3; dx++) {
          const [row, column] = [y + dy - 1, x + dx - 1];
          if (row < 0 || column < 0 || row >= size || column >= size) continue;
          for (let i = 0; i < inputs; i++)
            for (let o = 0; o < outputs; o++)
              visit(
                (row * size + column) * inputs + i,
                ((dy * 3 + dx) * inputs + i) * outputs + o,
                (y * size + x) * outputs + o,
              );
        }
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const at = (values: Float64Array, i: number): number => values[i] ?? Number.NaN;
const addTo = (values: Float64Array, i: number, amount: number): void => {
  values[i] = at(values, i) + amount;
};

/** Loss and gradients of both filters. */
export function selfTestReference(network: SelfTestNetwork): SelfTestAnswer {
  const { size, inputs, hidden, x, target, filter1, filter2 } = network;
  const pixels = size * size;
  const z = new Float64Array(pixels * hidden);
  eachProduct(size, inputs, hidden, (from, weight, to) => addTo(z, to, at(x, from) * at(filter1, weight)));
  const a = z.map((value) => value * sigmoid(value));
  const y = new Float64Array(pixels * inputs);
  eachProduct(size, hidden, inputs, (from, weight, to) => addTo(y, to, at(a, from) * at(filter2, weight)));
  const difference = y.map((value, i) => value - at(target, i));
  const loss = difference.reduce((sum, d) => sum + d * d, 0) / y.length;

  const dy = difference.map((d) => (2 * d) / y.length);
  const gradient2 = new Float64Array(filter2.length);
  const da = new Float64Array(a.length);
  eachProduct(size, hidden, inputs, (from, weight, to) => {
    addTo(gradient2, weight, at(a, from) * at(dy, to));
    addTo(da, from, at(filter2, weight) * at(dy, to));
  });
  const dz = da.map((d, i) => {
    const s = sigmoid(at(z, i));
    return d * s * (1 + at(z, i) * (1 - s));
  });
  const gradient1 = new Float64Array(filter1.length);
  eachProduct(size, inputs, hidden, (from, weight, to) => addTo(gradient1, weight, at(x, from) * at(dz, to)));
  return { loss, gradient1, gradient2 };
}
