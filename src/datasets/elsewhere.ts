// What other tools know the data sets as. Apart from the sets themselves, which are loaded with the page.
import type { DatasetName } from './registry';

export interface Elsewhere {
  /** Its name on the Hugging Face Hub, where it is there. */
  readonly hub?: string;
  /** Its class in torchvision.datasets. */
  readonly torchvision: string;
  /** As the Hub abbreviates licences. */
  readonly license: string;
}

/** Null for images that are made here, brought by the visitor, or come in another form elsewhere. */
export const elsewhere: Readonly<Record<DatasetName, Elsewhere | null>> = {
  strokes: null,
  shapes: null,
  mnist: { hub: 'ylecun/mnist', torchvision: 'MNIST', license: 'cc-by-sa-3.0' },
  fashionMnist: { hub: 'zalando-datasets/fashion_mnist', torchvision: 'FashionMNIST', license: 'mit' },
  kmnist: { hub: 'tanganke/kmnist', torchvision: 'KMNIST', license: 'cc-by-sa-4.0' },
  // torchvision has to be told which part, leaves the images lying on their side and counts letters from 1.
  emnistLetters: null,
  emnistDigits: null,
  qmnist: { torchvision: 'QMNIST', license: 'bsd-3-clause' },
  cifar10: { hub: 'uoft-cs/cifar10', torchvision: 'CIFAR10', license: 'unknown' },
  // The coarse classes are learnt here, and torchvision knows the fine ones alone.
  cifar100: null,
  own: null,
};
