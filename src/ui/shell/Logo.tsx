// The mark: a square dissolving into noise.
const cells: readonly (readonly [x: number, y: number, strength: number, kind: 'signal' | 'noise'])[] = [
  [0, 0, 1, 'signal'],
  [0, 1, 1, 'signal'],
  [0, 2, 1, 'signal'],
  [0, 3, 1, 'signal'],
  [1, 0, 1, 'signal'],
  [1, 1, 0.85, 'signal'],
  [1, 2, 1, 'signal'],
  [1, 3, 0.8, 'signal'],
  [2, 0, 0.7, 'signal'],
  [2, 1, 0.9, 'noise'],
  [2, 2, 0.5, 'signal'],
  [2, 3, 0.8, 'noise'],
  [3, 0, 1, 'noise'],
  [3, 2, 1, 'noise'],
  [4, 1, 0.9, 'noise'],
  [4, 3, 1, 'noise'],
  [5, 0, 0.6, 'noise'],
  [5, 2, 0.7, 'noise'],
];

export function Logo() {
  return (
    <svg width="44" height="28" viewBox="0 0 44 28" aria-hidden>
      {cells.map(([x, y, strength, kind]) => (
        <rect
          key={`${x}-${y}`}
          x={x * 7 + 1}
          y={y * 7 + 0.5}
          width="6"
          height="6"
          rx="1.2"
          fill={`var(--${kind})`}
          opacity={strength}
        />
      ))}
    </svg>
  );
}
