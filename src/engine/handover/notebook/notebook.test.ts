// Jupyter's own nbformat validates and runs it in tools/reference/handed_over.py.
import { expect, test } from 'vitest';
import { modelFile } from '../../../test/modelFile';
import { handOver } from '../exchange';

interface Notebook {
  readonly nbformat: number;
  readonly cells: readonly {
    readonly id: string;
    readonly cell_type: string;
    readonly source: readonly string[];
  }[];
}

test('the archive for diffusers is inside, packed in letters', async () => {
  const book = JSON.parse(new TextDecoder().decode(await handOver(modelFile(), 'notebook'))) as Notebook;
  expect(book.nbformat).toBe(4);
  expect(new Set(book.cells.map(({ id }) => id)).size).toBe(book.cells.length);
  const source = book.cells.find(({ id }) => id === 'unpack')?.source.join('') ?? '';
  const [, letters = ''] = /ARCHIVE = """\n([^"]*)\n"""/.exec(source) ?? [];
  const archive = Uint8Array.from(atob(letters.replaceAll('\n', '')), (letter) => letter.charCodeAt(0));
  expect(archive).toEqual(new Uint8Array(await handOver(modelFile(), 'diffusers')));
});

test('it says where images come from, and that one’s own have to be put there', async () => {
  const wordsOf = async (dataset: 'mnist' | 'own'): Promise<string> =>
    new TextDecoder().decode(await handOver(modelFile({ dataset }), 'notebook'));
  expect(await wordsOf('mnist')).toContain('torchvision fetches the images');
  expect(await wordsOf('own')).toContain('Put your images into the folder');
});
