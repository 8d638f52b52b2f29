// The table of data.ts, for docs/results.
import { mnist } from '../src/datasets/mnist';
import { filedSet } from '../src/datasets/registry';
import type { FiledSet } from '../src/datasets/set';
import type { DataResult } from './data';
import type { FirstBatch } from './dataEntry';
import { decimal, megabytes, table, time, whole } from './report';

export interface DataReport {
  readonly results: readonly DataResult[];
  readonly first: FirstBatch;
  readonly machine: string;
  /** Processes that wanted to run at once, on average of the last five minutes. */
  readonly load: number;
}

/** Its published files are not at hand, or not all. */
const isMadeUp = (set: FiledSet | null): boolean => set !== null && set !== mnist;

export function dataMarkdown({ results, first, machine, load }: DataReport): string {
  const rows = results.map(({ dataset, sentBytes, node, page }) => [
    dataset,
    whole(node.images),
    node.shape.join('×'),
    sentBytes === 0 ? '–' : megabytes(sentBytes),
    time(node.ms),
    time(node.cpuMs),
    megabytes(node.peakBytes),
    decimal(node.peakBytes / node.imageBytes),
    time(page.ms),
    time(page.longestTaskMs),
    page.peakBytes === null ? '–' : megabytes(page.peakBytes),
    megabytes(node.gpuBytes),
  ]);
  const head = [
    'set',
    'images',
    'shape',
    'files',
    'Node',
    '… of processor time',
    'peak',
    '… to the images',
    'Chromium',
    'longest task of the page',
    'peak',
    'on the GPU',
  ];
  const made = results.map(({ dataset }) => dataset).filter((name) => isMadeUp(filedSet(name)));
  return `# What the data sets take

\`LAB_DATA_DIR=… npm run bench -- --data\`, after \`npm run build\`, on ${machine} with a load of ${decimal(load)} on
average: with more than one process a core the times are those of a shared machine, and the processor time says more.

${table(head, rows)}

- _Node_: from the folder to images in memory (\`lab … --data\`), in a process of its own; its most resident memory above what
  it had before. Drawn by code, images leave many short-lived numbers behind, which are collected late.
- _Chromium_: on the built page without a GPU, from the worker's order to its answer, the files coming from the page's own
  origin; the longest task of the page's own thread (its computing) from the choice of the set until a second after it is
  shown; the most memory of the renderer's process above what it had with the set of before.
- _On the GPU_: buffers of images, labels and noise levels for a GPU that offers what WebGPU promises, 128 MiB in a buffer.
- Read as published: MNIST, and the first batch of CIFAR-10. Files of the published layout and length that hold their images
  over and over: ${made.join(', ')}.

**Real MNIST from the page's own origin to the first batch on the GPU** (Chromium's WebGPU on the processor, SwiftShader):
${time(first.loadMs + first.ms)}, of which ${time(first.loadMs)} until the images are in memory and ${time(first.ms)} for their way to the GPU, the compilation
of the two programs and the batch. The goal is 2 s: ${first.loadMs + first.ms <= 2000 ? 'reached' : 'not reached'}.
`;
}
