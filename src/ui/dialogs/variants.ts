// What is done to an image before it is trained on: mirrored, or given a border.
import { paddedSide, trainedImages } from '../../datasets/pad';
import type { DatasetName } from '../../datasets/registry';
import { fromBytes, type Pictures } from '../../lab/pictures';

/** Left and right exchanged. */
export function mirrored(pictures: Pictures): Pictures {
  const { count, height, width, channels, bytes } = pictures;
  const turned = new Uint8Array(bytes.length);
  for (let line = 0; line < count * height; line++) {
    for (let x = 0; x < width; x++) {
      const [to, from] = [(line * width + x) * channels, (line * width + width - 1 - x) * channels];
      for (let channel = 0; channel < channels; channel++) turned[to + channel] = bytes[from + channel] ?? 0;
    }
  }
  return { ...pictures, bytes: turned };
}

/** With the border that `padImages` gives; null where the images are as large already. */
export function padded(pictures: Pictures): Pictures | null {
  const { count, height, width, channels, bytes } = pictures;
  if (Math.min(height, width) >= paddedSide) return null;
  const set = { count, height, width, channels, images: bytes, labels: new Uint8Array(count) };
  const named = { ...set, name: 'own' satisfies DatasetName, classNames: [''], credit: '' } as const;
  const { images, ...shape } = trainedImages(named, { padImages: true });
  return fromBytes(shape, images);
}
