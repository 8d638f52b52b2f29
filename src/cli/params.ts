// What `lab params` prints: a model's counts and its layers. Pure; knows no backend and prints nothing itself.
import { buildModel } from '../engine/models/index';
import { countModel, type ImageShape } from '../engine/models/model';
import type { LayerOutline } from '../lab/reports';
import type { LabConfig } from '../lab/fields';
import { alignColumns } from './columns';

export interface ModelDescription {
  readonly model: string;
  readonly parameters: number;
  /** Tensors of a checkpoint. */
  readonly tensors: number;
  /** For one image, forward. */
  readonly multiplyAdds: number;
  readonly layers: readonly LayerOutline[];
}

/** @throws LabError `bad-setting` when the settings do not fit together or the images do not fit the model. */
export function describeModel(config: LabConfig, image: ImageShape): ModelDescription {
  const model = buildModel(config, image);
  return { model: model.name, ...countModel(model), layers: model.outline };
}

/** A table of the layers, ended by a line of totals. */
export function formatModel({ model, parameters, tensors, multiplyAdds, layers }: ModelDescription): string {
  const rows = layers.map((layer) => [
    layer.name,
    layer.kind,
    `${layer.size}×${layer.size}`,
    String(layer.channels),
    grouped(layer.parameters),
    grouped(layer.multiplyAdds),
  ]);
  const table = alignColumns(
    [['layer', 'kind', 'output', 'channels', 'parameters', 'multiply-adds'], ...rows],
    2,
  );
  const totals = `${model}: ${grouped(parameters)} parameters in ${tensors} tensors, ${grouped(multiplyAdds)} multiply-adds an image`;
  return [...table, '', totals].join('\n');
}

/** 1707009 → 1,707,009. */
const grouped = (count: number): string => count.toLocaleString('en-US');
