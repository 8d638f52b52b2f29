// A picture in a file, decoded by the browser.
import type { Size } from '../../datasets/own/header';
import type { DecodedPicture } from '../../datasets/own/picture';
import { drawSquare } from './ownPicture';

export interface Picture extends DecodedPicture {
  /** Its middle square; RGBA, null where the browser does not let it be read. */
  readonly draw: (to: Size) => Uint8ClampedArray | null;
}

/** Null for a file that the browser cannot show. */
export async function openPicture(file: Blob): Promise<Picture | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap) return asPicture(bitmap, bitmap, () => bitmap.close());
  // Vector drawings, and some kinds of some browsers, are pictures to an `<img>` alone.
  const drawing = await sized(file).catch(() => null);
  return openElement(drawing ?? file);
}

const asPicture = (source: CanvasImageSource, { width, height }: Size, close: () => void): Picture => ({
  width,
  height,
  close,
  draw: (to) => drawSquare(source, { width, height }, to),
  square: (side, fit) => drawSquare(source, { width, height }, { width: side, height: side }, fit),
});

async function openElement(file: Blob): Promise<Picture | null> {
  const address = URL.createObjectURL(file);
  const close = (): void => URL.revokeObjectURL(address);
  const image = new Image();
  image.src = address;
  const shown = await image.decode().then(
    () => image.naturalWidth > 0 && image.naturalHeight > 0,
    () => false,
  );
  if (shown) return asPicture(image, { width: image.naturalWidth, height: image.naturalHeight }, close);
  close();
  return null;
}

/** Pixels of a drawing's longer side. */
const drawnSide = 512;

/** A vector drawing with a size in pixels: without one, browsers disagree on what a canvas gets of it. Null for no SVG. */
async function sized(file: Blob): Promise<Blob | null> {
  const svg = new DOMParser().parseFromString(await file.text(), 'image/svg+xml').documentElement;
  if (svg.nodeName !== 'svg') return null;
  const [, , boxWidth, boxHeight] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const width = boxWidth || Number.parseFloat(svg.getAttribute('width') ?? '');
  const height = boxHeight || Number.parseFloat(svg.getAttribute('height') ?? '');
  const known = width > 0 && height > 0;
  const scale = known ? drawnSide / Math.max(width, height) : 1;
  if (known && !boxWidth) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', String(known ? width * scale : drawnSide));
  svg.setAttribute('height', String(known ? height * scale : drawnSide));
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
}
