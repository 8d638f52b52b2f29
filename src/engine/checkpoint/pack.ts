// A model to hand out: the weights that samples are drawn with, in half precision, and the curves of their training.
import { checkpointFacts } from './facts';
import { averagePrefix, setOf } from './checkpoint';
import { historyPrefix } from './history';
import { parseSafetensors, writeSafetensors, type StoredTensor } from './safetensors';

/**
 * The moving average of the weights, or the weights where there is none, under the weights' own names; the settings
 * and the step as they were. Half of a rounding step is 2⁻¹¹ of a weight.
 * @throws LabError `bad-checkpoint` for a file that was not saved by Diffusion Lab.
 */
export function packCheckpoint(file: ArrayBuffer): ArrayBuffer {
  checkpointFacts(file);
  const { tensors, metadata } = parseSafetensors(file);
  const hasAverage = [...tensors.keys()].some((name) => setOf(name) === 'average');
  const packed = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) {
    if (name.startsWith(historyPrefix)) packed.set(name, tensor);
    else if (setOf(name) === (hasAverage ? 'average' : 'weights'))
      packed.set(hasAverage ? name.slice(averagePrefix.length) : name, { ...tensor, half: true });
  }
  return writeSafetensors({ tensors: packed, metadata });
}
