// What files that are opened or dropped are for, by their names and types.
import { datasetOfFile, type FiledDataset } from '../../datasets/handedOver';

export interface SortedFiles {
  readonly model: File | null;
  /** Files of one data set: of the first file's, if there are several. */
  readonly data: { readonly dataset: FiledDataset; readonly files: readonly File[] } | null;
  readonly pictures: readonly File[];
  /** Names of those that there is no use for. */
  readonly unknown: readonly string[];
}

export function sortFiles(files: readonly File[]): SortedFiles {
  const models = files.filter(({ name }) => name.endsWith('.safetensors'));
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  const dataset = files.map(({ name }) => datasetOfFile(name)).find((found) => found !== undefined);
  const ofDataset = files.filter(({ name }) => dataset !== undefined && datasetOfFile(name) === dataset);
  const known = new Set([...models.slice(0, 1), ...pictures, ...ofDataset]);
  return {
    model: models[0] ?? null,
    data: dataset ? { dataset, files: ofDataset } : null,
    pictures,
    unknown: files.filter((file) => !known.has(file)).map(({ name }) => name),
  };
}
