// WGSL of the step log: one row of the ring for each training step.
import { controlWgsl } from '../../gpu/control';
import type { Program } from '../../gpu/runtime';

/** loss, norm, finite, unused, 4 sums, 4 counts. */
export const rowFloats = 12;

/** control, loss, perSample, positions, norm → a row of the log. */
export const stepLogProgram = (batch: number): Program => ({
  name: 'step log',
  inputs: { control: 'u32', loss: 'f32', perSample: 'f32', positions: 'f32', norm: 'f32' },
  outputs: { rows: 'f32' },
  sizes: { batch },
  body: `${controlWgsl}
// Micro-steps add to what their predecessors left in the row.
fn put(place : u32, value : f32) {
  rows[place] = value + select(rows[place], 0.0, control_microStep() == 0u);
}
@compute @workgroup_size(4)
fn main(@builtin(local_invocation_index) quarter : u32) {
  let row = ${rowFloats}u * control_logSlot();
  var sum = 0.0;
  var count = 0.0;
  for (var i = 0u; i < size.batch; i++) {
    if (min(u32(4.0 * positions[i]), 3u) == quarter) { sum += perSample[i]; count += 1.0; }
  }
  put(row + 4u + quarter, sum);
  put(row + 8u + quarter, count);
  if (quarter != 0u) { return; }
  put(row, control_microStepShare() * loss[0]);
  rows[row + 1u] = norm[0];
  rows[row + 2u] = norm[2];
}`,
  workgroups: [1, 1, 1],
});
