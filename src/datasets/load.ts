// The one door to the data sets: goes from source to source until one answers.
import { toLabError, LabError } from '../lab/errors';
import { datasets, standInDataset, type DatasetName } from './registry';
import type { DataSet } from './set';
import type { DataSource, Dataset, LoadOptions } from './types';

/**
 * Loads a data set from the first source that has good files of it; sets without files need no source.
 * @throws LabError `bad-file` naming the file and what was expected, if a source had it but none had it intact;
 *   `no-data` if no source had it; whatever `options.signal` was aborted with.
 */
export async function loadDataset(
  name: DatasetName,
  sources: readonly DataSource[],
  options: LoadOptions = {},
): Promise<Dataset> {
  const set: DataSet = datasets[name];
  return set.from === 'files'
    ? firstOf(sources, options, (source) => set.load(source, options))
    : set.load(options);
}

async function firstOf(
  sources: readonly DataSource[],
  options: LoadOptions,
  load: (source: DataSource) => Promise<Dataset>,
): Promise<Dataset> {
  const failures: LabError[] = [];
  for (const source of sources) {
    try {
      return await load(source);
    } catch (thrown) {
      options.signal?.throwIfAborted();
      failures.push(toLabError(thrown));
    }
  }
  // A damaged file says more about what to do than the absence of files elsewhere.
  const damaged = failures.find((failure) => failure.code === 'bad-file');
  if (damaged) throw damaged;
  const only = sources.length === 1 ? failures[0] : undefined;
  const reasons = failures.map((failure) => failure.message).join(' ') || 'No place to look was given.';
  throw new LabError(
    'no-data',
    `The images could not be loaded. ${reasons} Choose "${standInDataset}", which needs no file.`,
    { reason: only?.reason ?? { name: 'nowhere-found', values: {} } },
  );
}
