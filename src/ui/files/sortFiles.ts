// What files that are opened or dropped are for: by what is inside, where the type does not say it.
import { recogniseFile } from '../../datasets/recognise';
import { isNpy } from '../../datasets/opening';
import type { FiledDataset } from '../../datasets/registry';
import type { UnopenedFile } from '../state/view';
import { isZip } from '../../lab/zip';
import { holdsWeights, looksLikeConfig, looksLikeModel, looksLikePicture } from './looks';

export interface SortedFiles {
  readonly model: File | null;
  /** Configurations of diffusers, which tell of the model's weights. */
  readonly configs: readonly File[];
  /** Files of one data set: of that which most of them can be of, of the first file's among those. */
  readonly data: { readonly dataset: FiledDataset; readonly files: readonly File[] } | null;
  readonly pictures: readonly File[];
  /** Zips and arrays: many pictures in one file. */
  readonly zips: readonly File[];
  /** Those that there is no use for. */
  readonly unknown: readonly UnopenedFile[];
}

type Use =
  | { readonly kind: 'model' | 'config' | 'picture' | 'zip' }
  | { readonly kind: 'data'; readonly datasets: readonly FiledDataset[] }
  | { readonly kind: 'none'; readonly wanted: readonly string[] };

export async function sortFiles(files: readonly File[]): Promise<SortedFiles> {
  const uses = new Map<File, Use>();
  for (const file of files) uses.set(file, await useOf(file));
  const those = (kind: Use['kind']): readonly File[] => files.filter((file) => uses.get(file)?.kind === kind);
  const [model = null, ...otherModels] = those('model');
  const datasetsOf = (file: File): readonly FiledDataset[] => {
    const use = uses.get(file);
    return use?.kind === 'data' ? use.datasets : [];
  };
  const dataset = commonest(files.map(datasetsOf));
  const ofDataset = files.filter((file) => dataset !== null && datasetsOf(file).includes(dataset));
  const configs = model ? those('config') : [];
  const known = new Set([model, ...configs, ...those('picture'), ...those('zip'), ...ofDataset]);
  for (const other of otherModels) known.delete(other);
  return {
    model,
    configs,
    data: dataset === null ? null : { dataset, files: ofDataset },
    pictures: those('picture'),
    zips: those('zip'),
    unknown: files
      .filter((file) => !known.has(file))
      .map((file) => {
        const use = uses.get(file);
        return { name: file.name, wanted: use?.kind === 'none' ? use.wanted : [] };
      }),
  };
}

/** The name that is in most of the lists, of several the first. */
function commonest<Name>(lists: readonly (readonly Name[])[]): Name | null {
  const times = (name: Name): number => lists.filter((list) => list.includes(name)).length;
  return lists
    .flat()
    .reduce<Name | null>((most, name) => (most === null || times(name) > times(most) ? name : most), null);
}

async function useOf(file: File): Promise<Use> {
  if (file.type.startsWith('image/')) return { kind: 'picture' };
  // What cannot be read is of no use.
  const head = new Uint8Array(
    await file
      .slice(0, 64)
      .arrayBuffer()
      .catch(() => new ArrayBuffer()),
  );
  if (looksLikeModel(file, head)) return { kind: 'model' };
  if (looksLikePicture(head)) return { kind: 'picture' };
  if (isZip(head)) return { kind: (await holdsWeights(file)) ? 'model' : 'zip' };
  if (isNpy(head)) return { kind: 'zip' };
  if (looksLikeConfig(file, head)) return { kind: 'config' };
  const found = await recogniseFile(file).catch(() => null);
  if (found?.kind === 'of') return { kind: 'data', datasets: found.datasets };
  return { kind: 'none', wanted: found?.wanted ?? [] };
}
