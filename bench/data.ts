// `npm run bench -- --data`: what every data set takes of time and memory, in Node and in Chromium.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { datasetNames, filedSet, isBrought, type DatasetName } from '../src/datasets/registry';
import { makeDataFiles, sentBytes } from './dataFiles';
import { inNode, type NodeAnswer } from './dataNode';
import { firstBatchInPage, inPage, serve, type PageAnswer } from './dataPage';
import { dataMarkdown } from './dataReport';

export interface DataResult {
  readonly dataset: DatasetName;
  /** Of its files; 0 for images drawn by code. */
  readonly sentBytes: number;
  readonly node: NodeAnswer;
  readonly page: PageAnswer;
}

export const dataReportPath = 'docs/results/data.md';

/** Measures, prints and writes the table. @throws LabError `no-data` without the real files. */
export async function benchData(say: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lab-data-'));
  try {
    say('making files …');
    await makeDataFiles(folder);
    const results: DataResult[] = [];
    const stop = await serve(folder);
    try {
      say('MNIST to the first batch …');
      const first = await firstBatchInPage();
      for (const dataset of datasetNames.filter((name) => !isBrought(name))) {
        say(`${dataset} …`);
        const set = filedSet(dataset);
        const node = await inNode(folder, dataset);
        const page = await inPage(dataset);
        results.push({ dataset, sentBytes: set ? await sentBytes(set, folder) : 0, node, page });
      }
      const machine = `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unnamed processor'}`;
      const markdown = dataMarkdown({ results, first, machine, load: loadavg()[1] ?? Number.NaN });
      process.stdout.write(markdown);
      await writeFile(dataReportPath, markdown);
      say(`Written to ${dataReportPath}.`);
    } finally {
      await stop();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
