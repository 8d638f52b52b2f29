// Which data sets a file can be of, by what is inside it.
import { contentOf, openingOf, openingOfBytes, type NamedFile, type Opening } from './opening';
import { datasets, filedDatasets, type FiledDataset } from './registry';
import { isTar, tarMembers } from './tar';

/** What a file is for. */
export type Recognised =
  /** Some files can be of several sets, the likeliest first: the others that come with them decide. */
  | { readonly kind: 'of'; readonly datasets: readonly [FiledDataset, ...FiledDataset[]] }
  /** Another version of a set, or another size of its images: these files are wanted instead. */
  | { readonly kind: 'like'; readonly wanted: readonly string[] };

/** The data sets that a file can be of, by what is inside; null for a file of none. */
export async function recogniseFile(file: NamedFile): Promise<Recognised | null> {
  const opening = await openingOf(file);
  const [first, ...others] = isTar(opening)
    ? await datasetsOfArchive(file).catch(() => [])
    : datasetsOf(opening);
  if (first) return { kind: 'of', datasets: [first, ...others] };
  const like = filedDatasets.find((name) => datasets[name].resembles(opening));
  return like ? { kind: 'like', wanted: datasets[like].wanted } : null;
}

const datasetsOf = (opening: Opening): readonly FiledDataset[] =>
  filedDatasets.filter((name) => datasets[name].recognise(opening).length > 0);

/** The first member that is of any set decides. */
async function datasetsOfArchive(file: NamedFile): Promise<readonly FiledDataset[]> {
  for await (const { name, bytes } of tarMembers(file.name, await contentOf(file))) {
    const found = datasetsOf(openingOfBytes(name, bytes));
    if (found.length > 0) return found;
  }
  return [];
}
