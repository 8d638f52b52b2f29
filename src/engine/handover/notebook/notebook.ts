// A notebook that needs nothing beside it: the folder of a diffusers pipeline is inside, packed. It draws, goes on
// training, and draws again. Format: nbformat.readthedocs.io, version 4.5.
import { elsewhere } from '../../../datasets/elsewhere';
import { diffusersFolder } from '../diffusers/folder';
import type { TrainedModel } from '../trained';
import { packZip } from '../../../lab/packZip';

type Cell = Readonly<Record<string, unknown>>;

/** Lines with their ends, as the format has them. */
const linesOf = (source: string): string[] => source.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const markdown = (id: string, source: string): Cell => ({
  cell_type: 'markdown',
  id,
  metadata: {},
  source: linesOf(source),
});

const code = (id: string, source: string, metadata: object = {}): Cell => ({
  cell_type: 'code',
  id,
  metadata,
  execution_count: null,
  outputs: [],
  source: linesOf(source),
});

const lineLength = 120;

function base64(bytes: Uint8Array): string {
  const part = 0x8000;
  let letters = '';
  for (let at = 0; at < bytes.length; at += part)
    letters += String.fromCharCode(...bytes.subarray(at, at + part));
  return btoa(letters).replace(new RegExp(`(.{${lineLength}})`, 'g'), '$1\n');
}

const drawing = (folder: string): string => `sys.path.insert(0, "model")
import sample

pipeline = DDPMPipeline.from_pretrained("${folder}").to(device)
noise, labels = sample.start(pipeline.unet, 32), sample.classes(pipeline.unet, 32)
pictures = sample.draw(pipeline, noise, labels, **sample.drawing(sample.settings("model")))
to_pil_image(make_grid(pictures.cpu() / 2 + 0.5, nrow=8).clamp(0, 1)).resize((512, 256), 0)
`;

/** @throws LabError `bad-setting` naming what diffusers cannot hold. */
export async function notebook(trained: TrainedModel): Promise<ArrayBuffer> {
  const archive = await packZip(diffusersFolder(trained));
  const published = elsewhere[trained.config.dataset];
  const cells = [
    markdown(
      'title',
      `# A small diffusion model

Trained in a browser with Diffusion Lab for ${trained.step} steps. Its weights are in this file. Run the cells one by one: it draws,
goes on training, and draws again. In Colab choose a GPU first (_Runtime → Change runtime type_).
`,
    ),
    code('install', '%pip install -q diffusers accelerate torchvision\n'),
    code(
      'unpack',
      `# The model: a folder that diffusers loads, packed.
import base64, io, zipfile

ARCHIVE = """
${base64(new Uint8Array(archive))}
"""
zipfile.ZipFile(io.BytesIO(base64.b64decode(ARCHIVE))).extractall("model")
`,
      { jupyter: { source_hidden: true }, cellView: 'form' },
    ),
    markdown('draw-words', '## Draw\n'),
    code(
      'draw',
      `import sys

import torch
from diffusers import DDPMPipeline
from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid

device = "cuda" if torch.cuda.is_available() else "cpu"
${drawing('model')}`,
    ),
    markdown(
      'train-words',
      `## Train on

${
  published
    ? 'torchvision fetches the images into the folder `data`.'
    : 'Put your images into the folder `data`, in one folder for each class.'
}
`,
    ),
    code(
      'train',
      `STEPS = 200
!{sys.executable} -m accelerate.commands.launch model/train.py --data data --steps {STEPS} --out trained
`,
    ),
    code('draw-again', drawing('trained')),
  ];
  const text = JSON.stringify(
    {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {
        kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
        language_info: { name: 'python' },
        accelerator: 'GPU',
      },
      cells,
    },
    null,
    1,
  );
  return new TextEncoder().encode(`${text}\n`).buffer;
}
