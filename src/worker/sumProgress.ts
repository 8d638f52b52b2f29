// Progress of several pieces of work side by side, as one.

type Tell = (done: number, total: number) => void;

/** @returns a function that gives each piece of work its own way to tell */
export function sumProgress(tell: Tell): () => Tell {
  const counts: { done: number; total: number }[] = [];
  const sum = (key: 'done' | 'total'): number => counts.reduce((n, count) => n + count[key], 0);
  return () => {
    const mine = { done: 0, total: 0 };
    counts.push(mine);
    return (done, total) => {
      Object.assign(mine, { done, total });
      tell(sum('done'), sum('total'));
    };
  };
}
