// What ONNX needs of protobuf's wire format (protobuf.dev/programming-guides/encoding): whole numbers, floats, and bytes
// with their length before them.

/** The bytes of a message, or of a part of one. */
export type Message = readonly Uint8Array[];

const varint = 0;
const lengthDelimited = 2;
const fixed32 = 5;

/** Seven bits a byte, the lowest first. @param value whole; below 0 as 64 bits in two's complement */
function whole(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

const key = (field: number, type: number): Uint8Array => whole(field * 8 + type);

/** int64, int32 and enumerations. */
export const integer = (field: number, value: number): Message => [key(field, varint), whole(value)];

export const float = (field: number, value: number): Message => [
  key(field, fixed32),
  new Uint8Array(Float32Array.of(value).buffer),
];

export const bytes = (field: number, value: Uint8Array): Message => [
  key(field, lengthDelimited),
  whole(value.length),
  value,
];

export const text = (field: number, value: string): Message => bytes(field, new TextEncoder().encode(value));

/** A message as a field of another one. */
export const message = (field: number, parts: readonly Message[]): Message => {
  const inner = parts.flat();
  const length = inner.reduce((sum, part) => sum + part.length, 0);
  return [key(field, lengthDelimited), whole(length), ...inner];
};

export function toBytes(parts: readonly Message[]): Uint8Array {
  const all = parts.flat();
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
