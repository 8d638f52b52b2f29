// Which data set a file is of, by what is inside it.
import { contentOf, openingOf, openingOfBytes, type NamedFile, type Opening } from './opening';
import { datasets, filedDatasets, type FiledDataset } from './registry';
import { isTar, tarMembers } from './tar';

/** What a file is for. */
export type Recognised =
  | { readonly kind: 'of'; readonly dataset: FiledDataset }
  /** Another version of a set, or another size of its images: these files are wanted instead. */
  | { readonly kind: 'like'; readonly wanted: readonly string[] };

/** The data set that a file is of, by what is inside; null for a file of none. */
export async function recogniseFile(file: NamedFile): Promise<Recognised | null> {
  const opening = await openingOf(file);
  const dataset = isTar(opening) ? await datasetOfArchive(file).catch(() => undefined) : datasetOf(opening);
  if (dataset) return { kind: 'of', dataset };
  const like = filedDatasets.find((name) => datasets[name].resembles(opening));
  return like ? { kind: 'like', wanted: datasets[like].wanted } : null;
}

const datasetOf = (opening: Opening): FiledDataset | undefined =>
  filedDatasets.find((name) => datasets[name].recognise(opening).length > 0);

/** The first member that is of any set decides. */
async function datasetOfArchive(file: NamedFile): Promise<FiledDataset | undefined> {
  for await (const { name, bytes } of tarMembers(file.name, await contentOf(file))) {
    const dataset = datasetOf(openingOfBytes(name, bytes));
    if (dataset) return dataset;
  }
  return undefined;
}
