// A graph of ONNX (onnx.ai/onnx/repo-docs/IR.html) as it is put together: nodes, constants, inputs and outputs. Field numbers
// are those of onnx.proto.
import { bytes, float, integer, message, text, toBytes, type Message } from './protobuf';

/** Of IR and operators: onnxruntime and onnxruntime-web have known them for years. */
const irVersion = 8;
const opset = 17;

const elementTypes = { float: 1, int64: 7 } as const;
type ElementType = keyof typeof elementTypes;

/** A number is written as an integer; floats say so. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** Names of dimensions that are open, or their sizes. */
type Dimensions = readonly (number | string)[];

export class GraphBuilder {
  private readonly nodes: Message[] = [];
  private readonly initializers: Message[] = [];
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];
  private readonly constants = new Map<string, string>();
  private count = 0;

  /** Adds a node. @returns the names of its outputs, as many as asked for */
  nodeOf(
    operator: string,
    inputs: readonly string[],
    { outputs = 1, ...attributes }: { readonly outputs?: number } & Readonly<Record<string, Attribute>> = {},
  ): string[] {
    const number = this.count++;
    const names = Array.from({ length: outputs }, (_, i) => `${operator}_${number}${i ? `_${i}` : ''}`);
    this.nodes.push(
      message(1, [
        ...inputs.map((name) => text(1, name)),
        ...names.map((name) => text(2, name)),
        text(3, `${operator}_${number}`),
        text(4, operator),
        ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      ]),
    );
    return names;
  }

  /** Adds a node with one output. @returns its name */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.nodeOf(operator, inputs, attributes)[0] ?? '';
  }

  /** Adds a tensor of weights. @returns its name */
  weights(name: string, shape: readonly number[], values: Float32Array): string {
    this.initializers.push(
      tensor(5, { name, type: 'float', shape, raw: new Uint8Array(values.slice().buffer) }),
    );
    return name;
  }

  /** Whole numbers that an operator takes as an input; the same ones once. @returns their name */
  integers(values: readonly number[]): string {
    const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant(`integers_${values.join('_')}`, { type: 'int64', shape: [values.length], raw });
  }

  /** @returns their name */
  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const raw = new Uint8Array(Float32Array.from(values).buffer);
    return this.constant(`floats_${shape.join('x')}_${values.join('_')}`, { type: 'float', shape, raw });
  }

  input(name: string, type: ElementType, dimensions: Dimensions): string {
    this.inputs.push(valueInfo(11, name, { type, dimensions }));
    return name;
  }

  /** Calls a value by the name that the graph gives it out under. */
  output(from: string, name: string, dimensions: Dimensions): void {
    this.nodes.push(message(1, [text(1, from), text(2, name), text(4, 'Identity')]));
    this.outputs.push(valueInfo(12, name, { type: 'float', dimensions }));
  }

  /** The whole model. @param metadata words that go with it */
  toModel(name: string, metadata: Readonly<Record<string, string>>): Uint8Array {
    return toBytes([
      integer(1, irVersion),
      text(2, 'Diffusion Lab'),
      message(7, [...this.nodes, text(2, name), ...this.initializers, ...this.inputs, ...this.outputs]),
      message(8, [text(1, ''), integer(2, opset)]),
      ...Object.entries(metadata).map(([word, value]) => message(14, [text(1, word), text(2, value)])),
    ]);
  }

  private constant(
    name: string,
    content: { readonly type: ElementType; readonly shape: readonly number[]; readonly raw: Uint8Array },
  ): string {
    const known = this.constants.get(name);
    if (known !== undefined) return known;
    const short = `constant_${this.constants.size}`;
    this.constants.set(name, short);
    this.initializers.push(tensor(5, { name: short, ...content }));
    return short;
  }
}

function attribute(name: string, value: Attribute): Message {
  if (typeof value === 'number') return message(5, [text(1, name), integer(3, value), integer(20, 2)]);
  if (typeof value === 'string') return message(5, [text(1, name), text(4, value), integer(20, 3)]);
  if ('float' in value) return message(5, [text(1, name), float(2, value.float), integer(20, 1)]);
  return message(5, [text(1, name), ...value.map((one) => integer(8, one)), integer(20, 7)]);
}

const tensor = (
  field: number,
  content: {
    readonly name: string;
    readonly type: ElementType;
    readonly shape: readonly number[];
    readonly raw: Uint8Array;
  },
): Message =>
  message(field, [
    ...content.shape.map((side) => integer(1, side)),
    integer(2, elementTypes[content.type]),
    text(8, content.name),
    bytes(9, content.raw),
  ]);

const valueInfo = (
  field: number,
  name: string,
  { type, dimensions }: { readonly type: ElementType; readonly dimensions: Dimensions },
): Message =>
  message(field, [
    text(1, name),
    message(2, [
      message(1, [
        integer(1, elementTypes[type]),
        message(
          2,
          dimensions.map((side) => message(1, [typeof side === 'number' ? integer(1, side) : text(2, side)])),
        ),
      ]),
    ]),
  ]);
