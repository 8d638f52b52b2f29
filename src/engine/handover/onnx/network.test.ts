// The real onnxruntime runs these graphs in tools/reference/handed_over.py; here they are looked through.
import { describe, expect, test } from 'vitest';
import type { LabConfig } from '../../../lab/fields';
import { digitShape, modelFile } from '../../../test/modelFile';
import { countModel } from '../../models/model';
import { handOver } from '../exchange';
import { trainedModel } from '../trained';
import { GraphBuilder } from './graph';
import { onnxNetwork } from './network';
import { asTensor, asTraced, graphOps } from './ops';

type Fields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

/** A message by protobuf's rules: the values of each field. */
function read(bytes: Uint8Array): Fields {
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes[at++] ?? 0);
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const field = fields.get(key >> 3) ?? [];
    fields.set(key >> 3, field);
    if ((key & 7) === 0) field.push(varint());
    else {
      const length = (key & 7) === 5 ? 4 : Number(varint());
      field.push(bytes.subarray(at, (at += length)));
    }
  }
  return fields;
}

/** The bytes of a tensor. */
const rawOf = (tensor: Fields): Uint8Array =>
  (tensor.get(9) as Uint8Array[] | undefined)?.[0] ?? new Uint8Array();

const messages = (fields: Fields, field: number): Fields[] =>
  (fields.get(field) ?? []).map((value) => read(value as Uint8Array));
const texts = (fields: Fields, field: number): string[] =>
  (fields.get(field) ?? []).map((value) => new TextDecoder().decode(value as Uint8Array));

function graphOf(settings: Partial<LabConfig>, image = digitShape) {
  const trained = trainedModel(modelFile(settings, image));
  const [graph = new Map() as Fields] = messages(read(onnxNetwork(trained)), 7);
  return { trained, graph };
}

describe('a network as a graph', () => {
  test.each<[Partial<LabConfig>, string[]]>([
    [{}, ['x', 't', 'labels']],
    [{ classConditional: false, resnetTimeScaleShift: 'default' }, ['x', 't']],
    [{ model: 'playground', width: 8 }, ['x', 't', 'labels']],
    [{ model: 'basic-unet', classConditional: false }, ['x']],
  ])('%o: every value is made before it is used, and all weights are there once', (settings, inputs) => {
    const { trained, graph } = graphOf(settings);
    expect(messages(graph, 11).flatMap((input) => texts(input, 1))).toEqual(inputs);
    const initializers = messages(graph, 5);
    const known = new Set([...inputs, ...initializers.flatMap((tensor) => texts(tensor, 8)), '']);
    for (const node of messages(graph, 1)) {
      expect(texts(node, 1).filter((name) => !known.has(name))).toEqual([]);
      texts(node, 2).forEach((name) => known.add(name));
    }
    expect(messages(graph, 12).flatMap((output) => texts(output, 1))).toEqual(['prediction']);
    expect(known.has('prediction')).toBe(true);
    const weights = initializers.filter((tensor) => !texts(tensor, 8)[0]?.startsWith('constant_'));
    const numbers = weights.map((tensor) => rawOf(tensor).length / 4);
    expect(numbers.reduce((a, b) => a + b)).toBe(countModel(trained.model).parameters);
  });

  test('a filter is OIHW: its first numbers are those of its first output', () => {
    const { trained, graph } = graphOf({});
    const tensor = messages(graph, 5).find((one) => texts(one, 8)[0] === 'conv_in.weight') ?? new Map();
    expect(tensor.get(1)).toEqual([8n, 1n, 3n, 3n]);
    const raw = rawOf(tensor).slice();
    const ours = trained.weights.get('conv_in.weight') ?? new Float32Array();
    expect([...new Float32Array(raw.buffer).subarray(0, 9)]).toEqual(
      Array.from({ length: 9 }, (_, i) => ours[8 * i]),
    );
  });
});

test('a network with operations of its own is refused by name', async () => {
  const file = modelFile({ model: 'denoising-unet', width: 8, dimMults: [1, 2] });
  await expect(handOver(file, 'onnx')).rejects.toMatchObject({
    code: 'bad-setting',
    reason: { name: 'no-onnx', values: { model: 'denoising-unet' } },
  });
});

test('a transposed convolution of four by four doubles a map', () => {
  const graph = new GraphBuilder();
  const [x, filter] = [
    { name: 'x', shape: [1, 7, 7, 16] },
    { name: 'filter', shape: [4, 4, 8, 16] },
  ];
  const y = graphOps(graph).convTranspose2d(asTensor(x), asTensor(filter), { stride: 2, padding: 1 });
  expect(asTraced(y).shape).toEqual([1, 14, 14, 8]);
});
