// A line of words below the pictures of a film, for GIF and video: which step, which time, which loss.
import type { Pictures } from '../../lab/pictures';
import type { Screen } from './screen';

/** Pixels; even, as videos want it. */
export const captionHeight = 26;

/** The pictures' own colours have no part in it. */
const [paper, ink] = ['#ffffff', '#1c232b'];

function write(context: CanvasRenderingContext2D, words: string, top: number, width: number): void {
  context.fillStyle = paper;
  context.fillRect(0, top, width, captionHeight);
  context.fillStyle = ink;
  context.font = `14px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = 'middle';
  context.fillText(words, 8, top + captionHeight / 2, width - 16);
}

/** Pixels of a caption, RGBA, `width` × {@link captionHeight}. */
export type DrawCaption = (frame: number, width: number) => Uint8ClampedArray;

/** @param words of each frame */
export function captionDrawer(words: readonly string[]): DrawCaption {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (frame, width) => {
    canvas.width = width;
    canvas.height = captionHeight;
    if (!context) return new Uint8ClampedArray(4 * width * captionHeight);
    write(context, words[frame] ?? '', 0, width);
    return context.getImageData(0, 0, width, captionHeight).data;
  };
}

/** A screen with a line below it. @param words of each picture that will be shown */
export function captionedScreen(screen: Screen, words: ReadonlyMap<Pictures, string>): Screen {
  const canvas = document.createElement('canvas');
  canvas.width = screen.canvas.width;
  canvas.height = screen.canvas.height + captionHeight;
  const context = canvas.getContext('2d');
  return {
    canvas,
    show(pictures) {
      screen.show(pictures);
      context?.drawImage(screen.canvas, 0, 0);
      if (context) write(context, words.get(pictures) ?? '', screen.canvas.height, canvas.width);
    },
  };
}
