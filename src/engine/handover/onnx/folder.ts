// A network as ONNX, with the steps of its sampler and a page that draws with both.
import type { TrainedModel } from '../trained';
import type { Files } from '../../../lab/packZip';
import { onnxNetwork } from './network';
import { samplingPage } from './page';
import { drawingPlan } from './plan';

/** @throws LabError `bad-setting` naming a network that has no such form. */
export const onnxFolder = (trained: TrainedModel): Files =>
  new Map<string, string | Uint8Array>([
    ['model.onnx', onnxNetwork(trained)],
    ['plan.json', `${JSON.stringify(drawingPlan(trained))}\n`],
    ['index.html', samplingPage],
  ]);
