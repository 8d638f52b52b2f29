// Kinds of file that are told by their first bytes.

/** A safetensors file begins with the length of its header, which is JSON. */
export function looksLikeModel({ name, size }: Pick<File, 'name' | 'size'>, head: Uint8Array): boolean {
  if (/\.safetensors$/i.test(name)) return true;
  if (head.length < 9 || head[8] !== 0x7b) return false;
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  return length > 1n && length <= BigInt(size - 8);
}

/** PNG, JPEG, GIF, BMP, WebP and AVIF, as far as a byte stands for a letter. */
const pictureMarks = [
  /^\u0089PNG/,
  /^\u00ff\u00d8\u00ff/,
  /^GIF8/,
  /^BM/,
  /^RIFF....WEBP/s,
  /^....ftypavi[fs]/s,
];

/** Pictures that have lost their ending, and with it their type. */
export function looksLikePicture(head: Uint8Array): boolean {
  const letters = String.fromCharCode(...head.subarray(0, 16));
  return pictureMarks.some((mark) => mark.test(letters)) || /^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/i.test(letters);
}

/** A configuration of diffusers, or what the lab writes beside one. */
export const looksLikeConfig = ({ name }: Pick<File, 'name'>, head: Uint8Array): boolean =>
  /\.json$/i.test(name) && /^\s*\{\s*"(_class_name|version)"/.test(String.fromCharCode(...head));

/** The list of a zip's files stands at its end. */
const listSize = 64 * 1024;

/** Whether a zip is of a model: there are weights in it. */
export async function holdsWeights(zip: Pick<File, 'size' | 'slice'>): Promise<boolean> {
  const list = zip.slice(Math.max(0, zip.size - listSize));
  return /\.safetensors/i.test(new TextDecoder('latin1').decode(await list.arrayBuffer()));
}
