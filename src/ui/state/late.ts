// What is fetched only when it is needed, or ahead of that while the page rests. The connection may be gone by then, or
// a new release may have taken the file away: a failure is kept, so that drawing does not ask again and again, until
// somebody tries anew.

/** What was to be fetched could not be had. */
export class NotFetched extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'NotFetched';
  }
}

export type Late<Value> = () => Promise<Value>;

export interface LateOptions {
  /** Whether {@link fetchAhead} fetches it; default true. */
  readonly ahead?: boolean;
}

const failures = new Set<() => void>();
const waiting = new Set<() => void>();
const ahead: Late<unknown>[] = [];

/** The same promise at each call, until it has failed and {@link tryAgain} was called. */
export function late<Value>(load: () => Promise<Value>, options: LateOptions = {}): Late<Value> {
  let value: Promise<Value> | null = null;
  const get: Late<Value> = () =>
    (value ??= load().catch((cause: unknown) => {
      failures.add(() => (value = null));
      throw new NotFetched(cause);
    }));
  if (options.ahead ?? true) ahead.push(get);
  return get;
}

/** What could not be had is asked for anew by whoever needs it next. */
function forgetFailures(): void {
  for (const forget of failures) forget();
  failures.clear();
}

/** Asks anew for all that could not be had, in every place that waits for it. */
export function tryAgain(): void {
  forgetFailures();
  for (const listener of waiting) listener();
}

/** @returns a function that ends the listening */
export function onTryAgain(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

const aMoment = 1000;

const atRest = (): Promise<void> =>
  new Promise((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, aMoment);
  });

/** Fetches what may be needed later, one after the other, each when the page rests. What fails is left for later. */
export async function fetchAhead(rest: () => Promise<void> = atRest): Promise<void> {
  for (const get of ahead) {
    await rest();
    await get().catch(forgetFailures);
  }
}
