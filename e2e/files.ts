// Reading exported files back, from their bytes alone.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that a PNG's IHDR chunk states. */
export function pngSize(bytes: Buffer): Size {
  if (bytes.subarray(1, 4).toString('latin1') !== 'PNG') throw new Error('This is no PNG.');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The size on a GIF's logical screen and the number of its frames. */
export function gifFilm(bytes: Buffer): Size & { readonly frames: number } {
  if (bytes.subarray(0, 6).toString('latin1') !== 'GIF89a') throw new Error('This is no GIF.');
  const palette = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + palette(bytes[10] ?? 0);
  let frames = 0;
  while (bytes[at] !== 0x3b) {
    if (at >= bytes.length) throw new Error('The GIF has no end.');
    const isImage = bytes[at] === 0x2c;
    // An image: 10 bytes, its own palette, one byte of code size. An extension: 2 bytes. Then blocks up to an empty one.
    at += isImage ? 11 + palette(bytes[at + 9] ?? 0) : 2;
    if (isImage) frames += 1;
    while (bytes[at]) at += (bytes[at] ?? 0) + 1;
    at += 1;
  }
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), frames };
}

/** The rows of a CSV file without quoted cells, and its head. */
export function csvRows(bytes: Buffer): { readonly head: string[]; readonly rows: string[][] } {
  const [head = [], ...rows] = bytes
    .toString('utf8')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return { head, rows };
}

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The tensors of a model's safetensors file, all 32-bit floats, and its own words; its curves and film are left out. */
export function storedModel(bytes: Buffer): {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
} {
  const begin = 8 + Number(bytes.readBigUInt64LE());
  const { __metadata__: metadata, ...entries } = JSON.parse(bytes.toString('utf8', 8, begin)) as {
    __metadata__: Record<string, string>;
  } & Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    if (name.startsWith('run.')) continue;
    if (dtype !== 'F32') throw new Error(`${name} is of ${dtype}.`);
    const [from, to] = data_offsets.map((offset) => begin + offset);
    tensors.set(name, { shape, values: new Float32Array(new Uint8Array(bytes.subarray(from, to)).buffer) });
  }
  return { tensors, metadata };
}
