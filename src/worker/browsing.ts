// Images of the set that is here, for the page to look at: chosen by number, or at random from a class.
import { statisticsOf, type Statistics } from '../datasets/statistics';
import type { Dataset } from '../datasets/types';
import { permutation, streams } from '../diffusion/random';
import type { BrowsedImages, Browsing } from '../lab/browsing';

/** Numbers of random images, no two alike; fewer where the class has fewer. */
function draw(dataset: Dataset, { label, count, seed }: Extract<Browsing, { kind: 'random' }>): number[] {
  const all = Array.from({ length: dataset.count }, (_, i) => i);
  const ofClass = label === null ? all : all.filter((i) => dataset.labels[i] === label);
  const order = permutation({ seed, stream: streams.order }, ofClass.length);
  return Array.from(order.subarray(0, count), (place) => ofClass[place] ?? 0);
}

const found = new WeakMap<Dataset, Statistics>();

function known(dataset: Dataset): Statistics {
  const statistics = found.get(dataset) ?? statisticsOf(dataset);
  found.set(dataset, statistics);
  return statistics;
}

export function browse(dataset: Dataset, what: Browsing): BrowsedImages {
  const indices =
    what.kind === 'random' ? draw(dataset, what) : what.indices.filter((index) => index < dataset.count);
  const size = dataset.height * dataset.width * dataset.channels;
  const images = new Uint8Array(indices.length * size);
  for (const [place, index] of indices.entries())
    images.set(dataset.images.subarray(index * size, (index + 1) * size), place * size);
  return {
    indices,
    images,
    labels: Uint8Array.from(indices, (index) => dataset.labels[index] ?? 0),
    ...(what.kind === 'random' && { statistics: known(dataset) }),
  };
}
