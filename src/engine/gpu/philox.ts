// The random numbers of src/diffusion/random.ts in WGSL: same words, same uniforms, normals equal to about 1e-6.
// A number is a function of (seed, stream, step, index); four neighbours share one call, index = 4·block + lane.

/**
 * `uniforms4` and `gaussians4`: (seed, stream, step, block) → the four numbers 4·block … 4·block + 3. For programs with
 * the sizes of `flat`: they hide the number of rounds from compilers that would unroll them, and take longer over that
 * than over the rest of a program.
 */
export const philoxWgsl = /* wgsl */ `
// High 32 bits of a product, by 16-bit halves: WGSL has no wider integers.
fn multiplyHigh(a : u32, b : u32) -> u32 {
  let a0 = a & 0xffffu; let a1 = a >> 16u;
  let b0 = b & 0xffffu; let b1 = b >> 16u;
  let middle = a1 * b0 + ((a0 * b0) >> 16u);
  let cross = a0 * b1 + (middle & 0xffffu);
  return a1 * b1 + (middle >> 16u) + (cross >> 16u);
}
fn philox(key : vec2u, start : vec4u) -> vec4u {
  var k = key;
  var c = start;
  let rounds = select(0u, 10u, size.entries > 0u);
  for (var round = 0u; round < rounds; round++) {
    let high0 = multiplyHigh(0xd2511f53u, c.x);
    let high1 = multiplyHigh(0xcd9e8d57u, c.z);
    c = vec4u(high1 ^ c.y ^ k.x, 0xcd9e8d57u * c.z, high0 ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
fn uniforms4(seed : u32, stream : u32, step : u32, block : u32) -> vec4f {
  let words = philox(vec2u(seed, stream), vec4u(block, step, 0u, 0u));
  return (vec4f(words >> vec4u(9u)) + 0.5) * 0x1p-23f;
}
// WGSL's own log, cos and sin may be off by 5e-7 to 5e-4 (log at 1 even of the wrong sign): these are exact to rounding.
// √(−2 ln u): u = m·2^e with m in √½…√2, ln m = 2·artanh((m − 1)/(m + 1)).
fn radius(u : vec2f) -> vec2f {
  let bits = bitcast<vec2u>(u) - vec2u(0x3f3504f3u);
  let e = bitcast<vec2i>(bits) >> vec2u(23u);
  let m = bitcast<vec2f>((bits & vec2u(0x7fffffu)) + vec2u(0x3f3504f3u));
  let s = (m - 1.0) / (m + 1.0);
  let q = s * s;
  let log = vec2f(e) * 0.69314718 + 2.0 * s * (1.0 + q * (1.0 / 3.0 + q * (0.2 + q * (1.0 / 7.0 + q / 9.0))));
  return sqrt(max(-2.0 * log, vec2f(0.0)));
}
// (cos 2πu, sin 2πu): the quarter turn is split off exactly, the rest lies in −π/4…π/4 (Taylor).
fn turn(u : f32) -> vec2f {
  let quarter = round(4.0 * u);
  let a = (4.0 * u - quarter) * 1.57079633;
  let q = a * a;
  let s = a * (1.0 + q * (-1.0 / 6.0 + q * (1.0 / 120.0 + q * (-1.0 / 5040.0 + q / 362880.0))));
  let c = 1.0 + q * (-0.5 + q * (1.0 / 24.0 + q * (-1.0 / 720.0 + q * (1.0 / 40320.0 - q / 3628800.0))));
  let k = u32(quarter) & 3u;
  let swapped = select(vec2f(c, s), vec2f(s, c), (k & 1u) == 1u);
  return swapped * vec2f(select(1.0, -1.0, k == 1u || k == 2u), select(1.0, -1.0, k >= 2u));
}
fn gaussians4(seed : u32, stream : u32, step : u32, block : u32) -> vec4f {
  let u = uniforms4(seed, stream, step, block);
  let r = radius(u.xz);
  return vec4f(r.x * turn(u.y), r.y * turn(u.w));
}
`;
