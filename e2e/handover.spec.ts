// A model that was opened from a file goes on elsewhere, and one from elsewhere is opened; nothing is trained for it.
import { diffusersFolder } from '../src/engine/handover/diffusers/folder';
import { trainedModel } from '../src/engine/handover/trained';
import { unpackZip } from '../src/engine/handover/zip';
import { packZip } from '../src/lab/packZip';
import { modelFile } from '../src/test/modelFile';
import { chooseFiles, exported, open } from './page';
import { expect, test } from './support';

const file = (name: string, content: ArrayBuffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

test('a model from a file is exported for diffusers, and a folder of diffusers is opened', async ({
  page,
}) => {
  const checkpoint = modelFile({ dataset: 'strokes', timesteps: 200 });
  const folder = diffusersFolder(trainedModel(checkpoint));
  await open(page);
  const training = page.getByTestId('panel-training');

  await test.step('the archive holds the folder that the file makes', async () => {
    await chooseFiles(page, [file('model.safetensors', checkpoint)]);
    await expect(training).toContainText('40');
    const archive = await unpackZip(await exported(page, 'diffusers'), () => true);
    for (const [path, content] of folder) {
      const bytes = Buffer.from(archive.get(path) ?? []);
      expect(bytes.equals(Buffer.from(content)), path).toBe(true);
    }
    expect(archive.size).toBe(folder.size);
  });

  await test.step('the network and the notebook are files of their kinds', async () => {
    const network = await unpackZip(await exported(page, 'onnx'), () => true);
    expect([...network.keys()]).toEqual(['model.onnx', 'plan.json', 'index.html']);
    const book = JSON.parse((await exported(page, 'notebook')).toString()) as { nbformat: number };
    expect(book.nbformat).toBe(4);
  });

  await test.step('what cannot be rebuilt is refused by its name, and the model of before stays', async () => {
    const config = JSON.parse(String(folder.get('unet/config.json'))) as object;
    const strange = new Map(folder).set('unet/config.json', JSON.stringify({ ...config, freq_shift: 1 }));
    await chooseFiles(page, [file('strange.zip', await packZip(strange))]);
    await expect(page.getByTestId('failure')).toContainText('freq_shift = 1, which is not supported here');
    await exported(page, 'onnx');
  });

  await test.step('a network that diffusers has not is not exported, and the page says which', async () => {
    const playground = modelFile({ model: 'playground', width: 8, dataset: 'strokes', timesteps: 200 });
    await chooseFiles(page, [file('playground.safetensors', playground)]);
    await expect(page.getByTestId('failure')).toBeHidden();
    await expect(page.getByTestId('panel-training')).toContainText('45,828 parameters');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByTestId('export-diffusers').click();
    await expect(page.getByRole('alert')).toContainText('has no counterpart in diffusers');
  });

  await test.step('another’s folder is opened with its own schedule', async () => {
    const others = new Map(folder);
    others.delete('diffusion_lab.json');
    await chooseFiles(page, [file('others.zip', await packZip(others))]);
    await expect(page.getByTestId('failure')).toBeHidden();
    const archive = await unpackZip(await exported(page, 'diffusers'), (path) =>
      path.endsWith('config.json'),
    );
    const scheduler = JSON.parse(
      Buffer.from(archive.get('scheduler/scheduler_config.json') ?? []).toString(),
    ) as object;
    expect(scheduler).toMatchObject({ beta_schedule: 'squaredcos_cap_v2', num_train_timesteps: 200 });
  });
});
