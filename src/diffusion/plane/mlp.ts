// A small network with its gradient, on plain numbers: layers of weights with SiLU between them.

export interface Shape {
  /** Numbers that go in, those of each hidden layer, and numbers that come out. */
  readonly sizes: readonly number[];
}

/** Parameters of a network: for each layer its weights [in, out], then its biases. */
export const countParameters = ({ sizes }: Shape): number =>
  sizes.slice(1).reduce((sum, size, layer) => sum + (sizes[layer]! + 1) * size, 0);

/** Weights U(±1/√in) as in torch, biases 0, the last layer 0: it begins by answering 0. @param draws uniform in 0…1 */
export function initialParameters({ sizes }: Shape, draws: Float64Array): Float64Array {
  const parameters = new Float64Array(countParameters({ sizes }));
  let at = 0;
  for (let layer = 0; layer < sizes.length - 2; layer += 1) {
    const [rows, columns] = [sizes[layer]!, sizes[layer + 1]!];
    for (let i = 0; i < rows * columns; i += 1)
      parameters[at + i] = (2 * draws[at + i]! - 1) / Math.sqrt(rows);
    at += (rows + 1) * columns;
  }
  return parameters;
}

export interface Forward {
  /** [batch, out]. */
  readonly output: Float64Array;
  /** What went into each layer, [batch, in], and what came out of it before SiLU. */
  readonly inputs: readonly Float64Array[];
  readonly sums: readonly Float64Array[];
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** @param input [batch, in] */
export function forward({ sizes }: Shape, parameters: Float64Array, input: Float64Array): Forward {
  const batch = input.length / sizes[0]!;
  const inputs: Float64Array[] = [];
  const sums: Float64Array[] = [];
  let present = input;
  let at = 0;
  for (let layer = 0; layer < sizes.length - 1; layer += 1) {
    const [rows, columns] = [sizes[layer]!, sizes[layer + 1]!];
    const biases = at + rows * columns;
    const sum = new Float64Array(batch * columns);
    for (let b = 0; b < batch; b += 1) {
      const out = b * columns;
      for (let o = 0; o < columns; o += 1) sum[out + o] = parameters[biases + o]!;
      for (let i = 0; i < rows; i += 1) {
        const value = present[b * rows + i]!;
        const row = at + i * columns;
        for (let o = 0; o < columns; o += 1) sum[out + o]! += value * parameters[row + o]!;
      }
    }
    inputs.push(present);
    sums.push(sum);
    at = biases + columns;
    present = layer < sizes.length - 2 ? sum.map((value) => value * sigmoid(value)) : sum;
  }
  return { output: present, inputs, sums };
}

/** Gradient of the parameters. @param slope of the loss by the output, [batch, out] */
export function backward(
  { sizes }: Shape,
  parameters: Float64Array,
  { inputs, sums }: Forward,
  slope: Float64Array,
): Float64Array {
  const gradient = new Float64Array(parameters.length);
  let present = slope;
  let end = parameters.length;
  for (let layer = sizes.length - 2; layer >= 0; layer -= 1) {
    const [rows, columns] = [sizes[layer]!, sizes[layer + 1]!];
    const biases = end - columns;
    const at = biases - rows * columns;
    const input = inputs[layer]!;
    const batch = present.length / columns;
    const before = new Float64Array(batch * rows);
    for (let b = 0; b < batch; b += 1) {
      const out = b * columns;
      for (let o = 0; o < columns; o += 1) gradient[biases + o]! += present[out + o]!;
      for (let i = 0; i < rows; i += 1) {
        const value = input[b * rows + i]!;
        const row = at + i * columns;
        let sum = 0;
        for (let o = 0; o < columns; o += 1) {
          gradient[row + o]! += value * present[out + o]!;
          sum += parameters[row + o]! * present[out + o]!;
        }
        before[b * rows + i] = sum;
      }
    }
    if (layer > 0) {
      const sum = sums[layer - 1]!;
      for (let i = 0; i < before.length; i += 1) {
        const gate = sigmoid(sum[i]!);
        before[i]! *= gate * (1 + sum[i]! * (1 - gate));
      }
    }
    present = before;
    end = at;
  }
  return gradient;
}
