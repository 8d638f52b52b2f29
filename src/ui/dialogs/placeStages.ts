// Where the levels of a network stand in its drawing.
import type { ModelStage } from '../hooks/modelStages';

export interface Box {
  readonly stage: ModelStage;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A connection past the levels between two of the same resolution. */
export interface Skip {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** In pixels. */
const gap = 10;
const narrowest = 18;
const levelDrop = 46;

/**
 * Boxes from left to right: as wide as their share of the layers, as low as their map is small, as high as the root of
 * their channels.
 * @param room width of the whole, pixels
 */
export function placeStages(stages: readonly ModelStage[], room: number): Box[] {
  const maps = stages.filter((stage) => stage.size > 1);
  const layers = maps.reduce((sum, stage) => sum + stage.layers, 0);
  const widest = Math.max(1, ...maps.map((stage) => stage.channels));
  const largest = Math.max(1, ...maps.map((stage) => stage.size));
  const spare = room - gap * (maps.length - 1) - narrowest * maps.length;
  let x = 0;
  return maps.map((stage) => {
    const width = narrowest + Math.max(0, (spare * stage.layers) / layers);
    const box = {
      stage,
      x,
      y: levelDrop * Math.log2(largest / stage.size),
      width,
      height: 16 + 54 * Math.sqrt(stage.channels / widest),
    };
    x += width + gap;
    return box;
  });
}

/** From each level of the way down to the one of the way up that has its resolution. */
export function placeSkips(boxes: readonly Box[]): Skip[] {
  const deepest = boxes.reduce((best, box, i) => (box.y > (boxes[best]?.y ?? -1) ? i : best), 0);
  return boxes.slice(0, deepest).flatMap(({ stage, x, y, width }) => {
    const up = boxes.slice(deepest + 1).find((box) => box.stage.size === stage.size);
    return up ? [{ from: x + width, to: up.x, y: y + 9 }] : [];
  });
}
