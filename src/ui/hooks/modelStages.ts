// The layers of a network gathered into stages: what stands on one resolution in a row.
import type { LayerOutline } from '../../lab/reports';

export interface ModelStage {
  /** Side of the map; 1 for what has none (the embeddings). */
  readonly size: number;
  /** The widest map of the stage. */
  readonly channels: number;
  readonly layers: number;
  readonly attention: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** Stages in the order of the forward pass; layers without a map are gathered in the first one. */
export function modelStages(layers: readonly LayerOutline[]): ModelStage[] {
  const stages: ModelStage[] = [];
  const add = (stage: ModelStage, layer: LayerOutline): ModelStage => ({
    size: stage.size,
    channels: Math.max(stage.channels, layer.channels),
    layers: stage.layers + 1,
    attention: stage.attention + (layer.kind === 'attention' ? 1 : 0),
    parameters: stage.parameters + layer.parameters,
    multiplyAdds: stage.multiplyAdds + layer.multiplyAdds,
  });
  const empty = (size: number): ModelStage => ({
    size,
    channels: 0,
    layers: 0,
    attention: 0,
    parameters: 0,
    multiplyAdds: 0,
  });
  let embeddings = empty(1);
  for (const layer of layers) {
    const last = stages.at(-1);
    if (layer.size <= 1) embeddings = add(embeddings, layer);
    else if (last?.size === layer.size) stages[stages.length - 1] = add(last, layer);
    else stages.push(add(empty(layer.size), layer));
  }
  return embeddings.layers > 0 ? [embeddings, ...stages] : stages;
}

export const totals = (stages: readonly ModelStage[]): Pick<ModelStage, 'parameters' | 'multiplyAdds'> => ({
  parameters: stages.reduce((sum, stage) => sum + stage.parameters, 0),
  multiplyAdds: stages.reduce((sum, stage) => sum + stage.multiplyAdds, 0),
});
