// Sums over a workgroup: the one piece of WGSL that every reduction shares.

/**
 * WGSL: `sumWorkgroup(value, local)`, the sum over all `size` invocations, given to each of them, always in one order, so
 * that the same numbers give the same bits. Each adds all of them up: barriers cost a software driver more than that.
 */
export function sumWorkgroupWgsl(size: number): string {
  return `
var<workgroup> summands : array<f32, ${size}>;
fn sumWorkgroup(value : f32, local : u32) -> f32 {
  summands[local] = value;
  workgroupBarrier();
  var total = 0.0;
  for (var i = 0u; i < ${size}u; i++) { total += summands[i]; }
  workgroupBarrier();
  return total;
}`;
}
