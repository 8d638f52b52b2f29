// A small network with its gradient, on plain numbers: layers of weights with SiLU between them. The innermost loops take
// four rows at once: each number that is fetched is then used four times, and a step takes half the time.

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
      for (let i = 0; i < rows; i += 4) {
        // Rows beyond the last one count for nothing.
        const place = b * rows + i;
        const a0 = present[place]!;
        const a1 = i + 1 < rows ? present[place + 1]! : 0;
        const a2 = i + 2 < rows ? present[place + 2]! : 0;
        const a3 = i + 3 < rows ? present[place + 3]! : 0;
        const w0 = at + i * columns;
        const w1 = at + Math.min(i + 1, rows - 1) * columns;
        const w2 = at + Math.min(i + 2, rows - 1) * columns;
        const w3 = at + Math.min(i + 3, rows - 1) * columns;
        for (let o = 0; o < columns; o += 1)
          sum[out + o]! +=
            a0 * parameters[w0 + o]! +
            a1 * parameters[w1 + o]! +
            a2 * parameters[w2 + o]! +
            a3 * parameters[w3 + o]!;
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
    for (let i = 0; i < batch * columns; i += 1) gradient[biases + (i % columns)]! += present[i]!;
    for (let b = 0; b < batch; b += 4) {
      // Of the batch, those beyond the last one count for nothing.
      const g0 = b * columns;
      const g1 = Math.min(b + 1, batch - 1) * columns;
      const g2 = Math.min(b + 2, batch - 1) * columns;
      const g3 = Math.min(b + 3, batch - 1) * columns;
      for (let i = 0; i < rows; i += 1) {
        const place = b * rows + i;
        const a0 = input[place]!;
        const a1 = b + 1 < batch ? input[place + rows]! : 0;
        const a2 = b + 2 < batch ? input[place + 2 * rows]! : 0;
        const a3 = b + 3 < batch ? input[place + 3 * rows]! : 0;
        const row = at + i * columns;
        let s0 = 0;
        let s1 = 0;
        let s2 = 0;
        let s3 = 0;
        for (let o = 0; o < columns; o += 1) {
          const weight = parameters[row + o]!;
          const p0 = present[g0 + o]!;
          const p1 = present[g1 + o]!;
          const p2 = present[g2 + o]!;
          const p3 = present[g3 + o]!;
          gradient[row + o]! += a0 * p0 + a1 * p1 + a2 * p2 + a3 * p3;
          s0 += weight * p0;
          s1 += weight * p1;
          s2 += weight * p2;
          s3 += weight * p3;
        }
        // What lies beyond the end of a typed array is not written.
        before[place] = s0;
        before[place + rows] = s1;
        before[place + 2 * rows] = s2;
        before[place + 3 * rows] = s3;
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
