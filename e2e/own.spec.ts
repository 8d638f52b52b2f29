// The visitor's own images: a folder of three classes is looked at, taken, and speaks its names; a zip likewise.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { encode } from 'fast-png';
import { expectNoViolation } from './axe';
import { expect, test } from './support';

const side = 40;

/** Figures of any simple kind: whether a place is inside, from −1 to 1 both ways. */
const figures: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  disc: (x, y) => x * x + y * y < 0.6,
  ring: (x, y) => Math.abs(Math.hypot(x, y) - 0.6) < 0.15,
  Кайма: (x, y) => Math.max(Math.abs(x), Math.abs(y)) > 0.7,
};

/** A white figure on black, a little larger with each number. */
function drawing(inside: (x: number, y: number) => boolean, number: number): Uint8Array {
  const scale = 0.8 + number / 20;
  const place = (i: number): number => (2 * (i + 0.5)) / side - 1;
  const data = Uint8Array.from({ length: side * side }, (_, i) =>
    inside(scale * place(i % side), scale * place(Math.floor(i / side))) ? 255 : 0,
  );
  return encode({ width: side, height: side, data, channels: 1 });
}

const pictures = Object.entries(figures).flatMap(([name, inside]) =>
  Array.from({ length: 8 }, (_, i) => ({ file: `${name}/${i}.png`, bytes: drawing(inside, i) })),
);

/** What a folder holds besides. */
const others = [
  { file: 'ring/broken.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
  { file: 'disc/dot.png', bytes: encode({ width: 1, height: 1, data: Uint8Array.of(7), channels: 1 }) },
  { file: 'notes.txt', bytes: new TextEncoder().encode('hello') },
];

async function onDisk(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'own-images-'));
  for (const { file, bytes } of [...pictures, ...others]) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), bytes);
  }
  return folder;
}

async function zipped(password?: string): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const { file, bytes } of pictures)
    await zip.add(file, new BlobReader(new Blob([new Uint8Array(bytes)])), {
      useWebWorkers: false,
      ...(password && { password }),
    });
  return Buffer.from(await zip.close());
}

test('a folder of own images is looked at, taken, and its classes keep their names', async ({ page }) => {
  await page.goto('?data=own&T=200');
  const controls = page.getByTestId('controls');
  const folder = await onDisk();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    controls.getByRole('button', { name: 'A folder …' }).click(),
  ]);
  await chooser.setFiles(folder);
  const dialog = page.getByTestId('own-dialog');
  await expect(page.getByTestId('own-words')).toHaveText('24 images, 40 × 40 pixels, grey, 3 classes');
  for (const name of Object.keys(figures))
    await expect(dialog.getByRole('img', { name: `${name}: 8 images` })).toBeVisible();
  await dialog.getByText('3 files are left out').click();
  const refused = page.getByTestId('own-refused');
  for (const words of [
    /No picture by its name \(1\): .*notes\.txt/,
    /The browser cannot show it \(1\): .*ring\/broken\.png/,
    /Less than 4 pixels high or wide \(1\): .*disc\/dot\.png/,
  ])
    await expect(refused).toContainText(words);
  await expectNoViolation(page, 'own images', '[role=dialog]');

  await dialog.getByText('128 × 128').click();
  await expect(dialog).toContainText('about 21 times the work of a digit');
  await dialog.getByText('64 × 64').click();
  await dialog.getByText('In colour', { exact: true }).click();
  await expect(page.getByTestId('own-words')).toHaveText('24 images, 64 × 64 pixels, in colour, 3 classes');
  await expect(dialog).toContainText('about 5 times the work of a digit');
  await page.getByTestId('own-take').click();
  await expect(dialog).toBeHidden();
  await expect(controls).toContainText('24 images, 64 × 64 pixels, in colour, 3 classes');
  const choice = page.getByRole('group', { name: 'Choose an image' });
  // One of each class, then the next of each.
  for (const [i, name] of ['disc', 'ring', 'Кайма', 'disc'].entries())
    await expect(choice.getByRole('button', { name: `Image ${i + 1}, ${name}` })).toBeVisible();
  const wanted = page.getByRole('radiogroup', { name: 'Which class to draw' });
  await wanted.getByRole('radio', { name: 'Кайма' }).check();
  await expect(wanted.getByRole('radio', { name: 'Кайма' })).toBeChecked();
  await rm(folder, { recursive: true });

  // The same as a zip, without classes; what was taken stays until another is.
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const [files] = await Promise.all([
      page.waitForEvent('filechooser'),
      controls.getByRole('button', { name: 'Choose images …' }).click(),
    ]);
    await files.setFiles({ name, mimeType: 'application/zip', buffer });
  };
  await choose('locked.zip', await zipped('secret'));
  await expect(dialog).toContainText('Images found: 0; at least 16 are needed.');
  await dialog.getByText('24 files are left out').click();
  await expect(refused).toContainText('Locked by a password: unpack the zip and choose the folder (24)');
  await expect(page.getByTestId('own-take')).toBeDisabled();
  await page.keyboard.press('Escape');
  await choose('cut.zip', (await zipped()).subarray(0, 4000));
  await expect(dialog.getByRole('alert')).toContainText('The file cut.zip is damaged');
  await page.keyboard.press('Escape');
  await expect(controls).toContainText('24 images, 64 × 64 pixels, in colour, 3 classes');
  await choose('figures.zip', await zipped());
  await dialog.getByRole('switch', { name: 'Folders are classes' }).press('Space');
  await expect(page.getByTestId('own-words')).toHaveText('24 images, 64 × 64 pixels, in colour');
  await page.getByTestId('own-take').click();
  await expect(wanted).toBeHidden();
});
