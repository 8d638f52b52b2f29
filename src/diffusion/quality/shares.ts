// What a judge's probabilities say of samples: whether they are anything, what was asked for, and how evenly.

/** A sample is recognised where one class has more than this. */
export const recognisedAbove = 0.9;

export interface Shares {
  /** Share of samples with a class of p > 0.9. */
  readonly recognised: number;
  /** Share that is judged to be of the class asked for; NaN where none was asked for. */
  readonly asked: number;
  /** Entropy of the classes found over that of all equally often: 1 for an even spread. */
  readonly spread: number;
}

/** The likeliest class of every row. @param probabilities [count, classes] */
export const classesOf = (probabilities: ArrayLike<number>, classes: number): number[] =>
  Array.from({ length: probabilities.length / classes }, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (probabilities[row * classes + c]! > probabilities[row * classes + best]!) best = c;
    return best;
  });

/**
 * @param probabilities [count, classes]
 * @param labels the class that each sample was drawn for; a number beyond the classes asks for any
 */
export function sharesOf(
  probabilities: ArrayLike<number>,
  labels: readonly number[],
  classes: number,
): Shares {
  const found = classesOf(probabilities, classes);
  const count = found.length;
  const sure = found.filter((best, row) => probabilities[row * classes + best]! > recognisedAbove).length;
  const named = labels.filter((label) => label < classes).length;
  const right = found.filter((best, row) => best === labels[row]).length;
  let entropy = 0;
  for (let c = 0; c < classes; c++) {
    const share = found.filter((best) => best === c).length / count;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return {
    recognised: sure / count,
    asked: named > 0 ? right / named : Number.NaN,
    spread: entropy / Math.log(classes),
  };
}
