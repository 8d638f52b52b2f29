// One evaluation of a network as an ONNX model: what the model does, written down by letting it run over a graph.
import { LabError } from '../../../lab/errors';
import { toFile } from '../../checkpoint/layout';
import { isTraceable } from '../../models/counterparts';
import type { ParameterSpec } from '../../models/model';
import type { TrainedModel } from '../trained';
import { GraphBuilder } from './graph';
import { asTensor, asTraced, graphOps } from './ops';

/** A filter as ONNX has it, OIHW (a transposed convolution's IOHW); all else as the engine has it. */
function initializer(graph: GraphBuilder, spec: ParameterSpec, values: Float32Array): string {
  if (spec.shape.length !== 4) return graph.weights(spec.name, spec.shape, values);
  const [height = 0, width = 0, inputs = 0, outputs = 0] = spec.shape;
  return graph.weights(spec.name, [outputs, inputs, height, width], toFile(spec, values, 0));
}

/**
 * Inputs `x` [batch, channels, height, width], `t` [batch] (the lab's time steps 0…T − 1), and `labels` [batch] where the
 * network is told a class; output `prediction`. An input that the network does not look at is left out.
 * @throws LabError `bad-setting` for a network that has no such form.
 */
export function onnxNetwork({ model, weights, config, image, step }: TrainedModel): Uint8Array {
  if (!isTraceable(config.model)) {
    throw new LabError(
      'bad-setting',
      `model is ${config.model}, which cannot be exported as ONNX: take another one.`,
      { reason: { name: 'no-onnx', values: { model: config.model } } },
    );
  }
  const graph = new GraphBuilder();
  const specs = new Map(model.parameters.map((spec) => [spec.name, spec]));
  const made = new Map<string, ReturnType<typeof asTraced>>();
  const parameter = (name: string): ReturnType<typeof asTraced> => {
    const spec = specs.get(name);
    if (!spec) throw new LabError('internal', `The model has no parameter "${name}".`);
    const values = weights.get(name) ?? new Float32Array();
    const traced = made.get(name) ?? { name: initializer(graph, spec, values), shape: spec.shape };
    made.set(name, traced);
    return traced;
  };
  const { height, width, channels } = image;
  const asked = new Set<string>();
  /** Notes that the network looks at an input. */
  const watched = (name: string, shape: readonly number[]) =>
    asTensor({
      get name() {
        asked.add(name);
        return name;
      },
      shape,
    });
  const prediction = model.forward(
    { ops: graphOps(graph), parameter: (name) => asTensor(parameter(name)), dropout: null },
    {
      x: watched('x', [1, height, width, channels]) as never,
      t: watched('t', [1]) as never,
      labels: watched('labels', [1]) as never,
    },
  );
  const { name, shape } = asTraced(prediction);
  graph.input('x', 'float', ['batch', channels, height, width]);
  if (asked.has('t')) graph.input('t', 'float', ['batch']);
  if (asked.has('labels')) graph.input('labels', 'int64', ['batch']);
  graph.output(name, 'prediction', ['batch', shape[3] ?? 0, height, width]);
  return graph.toModel(config.model, {
    config: JSON.stringify(config),
    image: JSON.stringify(image),
    step: String(step),
  });
}
