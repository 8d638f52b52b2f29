// Between two drawings of noise: along the sphere on which they lie, so that what is between is as strong as they are
// (Shoemake 1985; Song et al. 2021, DDIM, app. D.5). In a straight line it would be weaker, and drawn from grey.

/** @param share 0…1; at both ends the very numbers of `a` and `b` */
export function slerp(a: Float32Array, b: Float32Array, share: number): Float32Array {
  if (share === 0) return Float32Array.from(a);
  if (share === 1) return Float32Array.from(b);
  let [dot, ofA, ofB] = [0, 0, 0];
  a.forEach((x, i) => {
    const y = b[i] ?? Number.NaN;
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  });
  const angle = Math.acos(Math.min(1, Math.max(-1, dot / Math.sqrt(ofA * ofB))));
  // Along a line where they point the same way.
  const straight = Math.sin(angle) < 1e-6;
  const left = straight ? 1 - share : Math.sin((1 - share) * angle) / Math.sin(angle);
  const right = straight ? share : Math.sin(share * angle) / Math.sin(angle);
  return a.map((x, i) => left * x + right * (b[i] ?? Number.NaN));
}
