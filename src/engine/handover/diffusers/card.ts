// The model card: what the Hugging Face Hub shows of a model, and who opens the folder reads.
import { processOf } from '../../../diffusion/process/index';
import { elsewhere } from '../../../datasets/elsewhere';
import { datasets } from '../../../datasets/registry';
import type { DataSet } from '../../../datasets/set';
import { countModel } from '../../models/model';
import type { TrainedModel } from '../trained';

const lines = (...rows: readonly (string | false)[]): string =>
  rows.filter((row) => row !== false).join('\n');

/** The head of a card: https://huggingface.co/docs/hub/model-cards. */
function metadata({ config }: TrainedModel): string {
  const published = elsewhere[config.dataset];
  return lines(
    '---',
    `license: ${published?.license ?? 'unknown'}`,
    'library_name: diffusers',
    'pipeline_tag: unconditional-image-generation',
    ...(published?.hub ? ['datasets:', `- ${published.hub}`] : []),
    'tags:',
    '- diffusion',
    '- pytorch',
    '- diffusion-lab',
    '---',
  );
}

const drawing = ({ config }: TrainedModel): string =>
  config.classConditional
    ? lines(
        'The stock pipeline passes no classes, which this network asks for. `sample.py` does, with classifier-free',
        'guidance:',
        '',
        '```sh',
        `python sample.py --class 3 --guidance ${config.guidanceScale} --count 16 --out samples.png`,
        '```',
      )
    : lines(
        '```python',
        'from diffusers import DDPMPipeline',
        '',
        'pipeline = DDPMPipeline.from_pretrained(".")',
        `pipeline(batch_size=4, num_inference_steps=${config.timesteps}).images[0].save("sample.png")`,
        '```',
        '',
        '`python sample.py --count 16 --out samples.png` takes fewer steps.',
      );

export function modelCard(trained: TrainedModel): string {
  const { config, image, step, model } = trained;
  const { credit }: DataSet = datasets[config.dataset];
  const { parameters } = countModel(model);
  const facts = [
    ['network', `UNet2DModel, ${parameters.toLocaleString('en-US')} parameters`],
    ['images', `${image.width}×${image.height}, ${image.channels === 1 ? 'grey' : 'colour'}`],
    ['classes', config.classConditional ? `${image.classes}, and one for "no class"` : 'not told'],
    ['data', credit || config.dataset],
    ['process', `${processOf(config).name}, schedule ${config.schedule}, ${config.timesteps} time steps`],
    ['predicts', config.predictionType],
    ['trained for', `${step} steps of ${config.batchSize}`],
  ];
  return `${lines(
    metadata(trained),
    '',
    '# A small diffusion model',
    '',
    'Trained in a browser with Diffusion Lab.',
    '',
    '| | |',
    '| --- | --- |',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    '## Draw',
    '',
    '```sh',
    'pip install diffusers torch torchvision accelerate',
    '```',
    '',
    drawing(trained),
    '',
    '## Train on',
    '',
    '```sh',
    'accelerate launch train.py --data data --steps 1000 --out trained',
    '```',
    '',
    '`diffusion_lab.json` holds the settings that it was trained with. This folder opens in Diffusion Lab, too.',
  )}\n`;
}
