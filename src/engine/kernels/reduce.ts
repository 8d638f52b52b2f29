// Sums over a workgroup: the one piece of WGSL that every reduction shares.

/**
 * WGSL: `sumWorkgroup(value, local)`, the sum over all `size` invocations (a power of two), given to each of them.
 * The order of the additions is fixed, so that the same numbers give the same bits.
 */
export function sumWorkgroupWgsl(size: number): string {
  return `
var<workgroup> summands : array<f32, ${size}>;
fn sumWorkgroup(value : f32, local : u32) -> f32 {
  summands[local] = value;
  workgroupBarrier();
  for (var reach = ${size / 2}u; reach > 0u; reach /= 2u) {
    if (local < reach) { summands[local] += summands[local + reach]; }
    workgroupBarrier();
  }
  let total = summands[0];
  workgroupBarrier();
  return total;
}`;
}
