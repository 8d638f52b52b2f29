// The layers of a pass gathered as the network drawing has them: what stands on one resolution in a row.
import type { LayerSight } from '../../../../lab/inside';

export interface StageSight {
  /** Side of the maps; 1 for the layers without one, which come first. */
  readonly size: number;
  /** Halvings that lie above it. */
  readonly level: number;
  readonly layers: readonly LayerSight[];
}

export function stagesOf(layers: readonly LayerSight[]): StageSight[] {
  const vectors = layers.filter(({ height }) => height === 1);
  const maps = layers.filter(({ height }) => height > 1);
  const largest = Math.max(1, ...maps.map(({ height }) => height));
  const stages: { size: number; level: number; layers: LayerSight[] }[] = [];
  for (const layer of maps) {
    const { height: size } = layer;
    const last = stages.at(-1);
    if (last?.size === size) last.layers.push(layer);
    else stages.push({ size, level: Math.round(Math.log2(largest / size)), layers: [layer] });
  }
  return vectors.length > 0 ? [{ size: 1, level: 0, layers: vectors }, ...stages] : stages;
}

/** Those whose maps stand in the drawing: convolutions, and what attention adds to; norms are in the list beside it. */
export const drawnLayers = ({ layers, size }: StageSight): readonly LayerSight[] =>
  size === 1
    ? []
    : layers.filter(({ kind, layer }) => kind === 'convolution' || /to_out\.0$|output$/.test(layer));
