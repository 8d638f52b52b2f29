// The bundled recording of a trained model's reverse process: a small file, written by `lab export`, read by the page.
// Only the start x_T and each step's x̂₀ are kept; DDIM (η = 0) is deterministic, so every xₜ follows from them.
//
// Layout: u32 little-endian length of the header · header, UTF-8 JSON · deflated bytes (x_T, then x̂₀ of step 1 … n).
import { LabError } from './errors';
import type { SampleFrame } from './reports';

/** x = signal · x₀ + noise · ε at a place of the chain. */
export interface RecordedLevel {
  /** Table index that x stands at; −1 for the finished sample. */
  readonly timestep: number;
  readonly signal: number;
  readonly noise: number;
}

export interface RecordingHeader {
  readonly version: 1;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** T of the tables. */
  readonly timesteps: number;
  /** n + 1 levels of n steps, from x_T down to the finished sample (timestep −1, signal 1, noise 0). */
  readonly levels: readonly RecordedLevel[];
  /** How many training steps the model had seen. */
  readonly trainingSteps: number;
  readonly dataset: string;
}

/** Pixels [count, height, width, channels] in the model's range. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly xT: Float32Array;
  /** x̂₀ of each step, n of them. */
  readonly predOriginalSamples: readonly Float32Array[];
}

/** x_T is kept within ±4 standard deviations. */
const noiseRange = 4;
/** x̂₀ in 64 grey levels deflates to half and looks the same. */
const greyLevels = 64;

const pack = (values: Float32Array, range: number, levels: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(values, (value) => {
    const share = Math.min(1, Math.max(0, (value + range) / (2 * range)));
    return Math.round(share * (levels - 1));
  });

const unpack = (bytes: Uint8Array, range: number, levels: number): Float32Array =>
  Float32Array.from(bytes, (byte) => (byte / (levels - 1)) * 2 * range - range);

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Response(bytes).body;
  if (!body) throw new LabError('internal', 'The recording could not be read as a stream.');
  return new Uint8Array(await new Response(body.pipeThrough(stream)).arrayBuffer());
}

export async function encodeRecording({
  header,
  xT,
  predOriginalSamples,
}: Recording): Promise<Uint8Array<ArrayBuffer>> {
  const size = xT.length;
  const raw = new Uint8Array(size * (predOriginalSamples.length + 1));
  raw.set(pack(xT, noiseRange, 256));
  for (const [i, values] of predOriginalSamples.entries())
    raw.set(pack(values, 1, greyLevels), size * (i + 1));
  const body = await through(raw, new CompressionStream('deflate'));
  const head = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(4 + head.length + body.length);
  new DataView(file.buffer).setUint32(0, head.length, true);
  file.set(head, 4);
  file.set(body, 4 + head.length);
  return file;
}

/** @throws LabError `bad-file` for anything that is not such a file. */
export async function decodeRecording(file: Uint8Array<ArrayBuffer>): Promise<Recording> {
  try {
    const length = new DataView(file.buffer, file.byteOffset).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(file.subarray(4, 4 + length))) as RecordingHeader;
    const raw = await through(file.slice(4 + length), new DecompressionStream('deflate'));
    const size = header.count * header.height * header.width * header.channels;
    const steps = header.levels.length - 1;
    if (header.version !== 1 || raw.length !== size * (steps + 1))
      throw new Error(`${raw.length} bytes of pixels`);
    const piece = (i: number): Uint8Array => raw.subarray(i * size, (i + 1) * size);
    return {
      header,
      xT: unpack(piece(0), noiseRange, 256),
      predOriginalSamples: Array.from({ length: steps }, (_, i) => unpack(piece(i + 1), 1, greyLevels)),
    };
  } catch (thrown) {
    throw new LabError('bad-file', 'The recording is damaged: make it again with `lab export`.', {
      cause: thrown,
    });
  }
}

/** All frames of the film: xₜ of each level from the one before by DDIM's rule (Song et al. 2021, eq. 12, η = 0). */
export function* recordedFrames({
  header,
  xT,
  predOriginalSamples,
}: Recording): Generator<SampleFrame<Float32Array>, void, undefined> {
  const empty = new Float32Array(xT.length);
  const steps = header.levels.length - 1;
  let xt = xT;
  for (const [step, level] of header.levels.entries()) {
    const before = header.levels[step - 1];
    const x0 = predOriginalSamples[step - 1];
    if (!before || !x0) {
      const { timestep } = level;
      yield { step, steps, timestep, xt, predOriginalSample: empty, predEpsilon: empty, coefficients: {} };
      continue;
    }
    const previous = xt;
    const epsilon = x0.map((value, i) => ((previous[i] ?? 0) - before.signal * value) / before.noise);
    xt = x0.map((value, i) => level.signal * value + level.noise * (epsilon[i] ?? 0));
    yield {
      step,
      steps,
      timestep: level.timestep,
      xt,
      predOriginalSample: x0,
      predEpsilon: epsilon,
      coefficients: { x0: level.signal, eps: level.noise },
    };
  }
}
