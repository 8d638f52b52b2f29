// A part of a buffer that somebody owns: how parameters and their gradients live in one arena.

/** Bytes; offsets of bindings are multiples of 256. */
export interface BufferView {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}
