// Long work on the page's own thread: it lets the page live, says how far it is, and can be cancelled.
import { create } from 'zustand';

export const jobNames = ['film', 'learning', 'video', 'pictures'] as const;

export type JobName = (typeof jobNames)[number];

export interface Job {
  readonly done: number;
  readonly total: number;
  readonly cancel: () => void;
}

/** Jobs that have been under way for more than a moment. */
export const useJobs = create<Readonly<Record<JobName, Job | null>>>()(() => ({
  film: null,
  learning: null,
  video: null,
  pictures: null,
}));

/** To be awaited between two parts of the work. @throws DOMException `AbortError` once the job is cancelled */
export type Advance = (done: number, total: number) => Promise<void>;

const momentMs = 400;
/** The page is let live after so much work: one drawn frame. */
const sliceMs = 16;

/** When the page has lived for a moment. Not by a timer, which a tab in the background gives only once a second. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const running = new Map<JobName, AbortController>();

/**
 * Runs a job. One of the same name that is under way is cancelled: the visitor has asked anew.
 * @returns null when it was cancelled
 */
export async function runJob<Result>(
  name: JobName,
  work: (advance: Advance) => Promise<Result>,
): Promise<Result | null> {
  running.get(name)?.abort();
  const controller = new AbortController();
  running.set(name, controller);
  // What the one before showed is over.
  useJobs.setState({ [name]: null });
  const { signal } = controller;
  const cancel = (): void => controller.abort();
  const begun = performance.now();
  let rested = begun;
  const advance: Advance = async (done, total) => {
    signal.throwIfAborted();
    const now = performance.now();
    if (now - rested < sliceMs) return;
    if (now - begun > momentMs) useJobs.setState({ [name]: { done, total, cancel } });
    await nextTask();
    rested = performance.now();
    signal.throwIfAborted();
  };
  try {
    const result = await work(advance);
    return signal.aborted ? null : result;
  } catch (thrown) {
    if (signal.aborted) return null;
    throw thrown;
  } finally {
    if (running.get(name) === controller) {
      running.delete(name);
      useJobs.setState({ [name]: null });
    }
  }
}
