// The losses on one pixel, by the difference between prediction and target.

/** Squared error, absolute error, or Huber's with δ = 1 (torch's `mse_loss`, `l1_loss`, `huber_loss`). */
export const lossKinds = ['mse', 'l1', 'huber'] as const;

export type LossKind = (typeof lossKinds)[number];

export function lossOf(kind: LossKind, difference: number): number {
  const size = Math.abs(difference);
  switch (kind) {
    case 'mse':
      return difference * difference;
    case 'l1':
      return size;
    case 'huber':
      return size <= 1 ? (difference * difference) / 2 : size - 0.5;
  }
}
