import { describe as suite, expect, it } from 'vitest';
import { withDefaults } from '../lab/config';
import { defaultConfig, fields, type LabConfig } from '../lab/fields';
import { describe } from './paramsCommand';

const of = (settings: Partial<LabConfig>, mayPad = true) =>
  describe({ ...defaultConfig, ...settings }, { mayPad });

suite('params', () => {
  it.each(fields.model.choices)('describes %s as it begins', (model) => {
    const { description } = describe(withDefaults({ model, classConditional: false }), { mayPad: true });
    expect(description.parameters).toBeGreaterThan(100_000);
  });
});

suite('what params assumes of the images', () => {
  it('is the data set’s shape', () => {
    expect(of({}).assumed).toBe('for images of 28×28 pixels in 1 channel and 10 classes (--dataset mnist)');
    expect(of({ dataset: 'own' }).assumed).toBe(
      'for images of 32×32 pixels in 3 channels and 1 class (--dataset own)',
    );
  });

  it.each(['denoising-unet', 'annotated-unet'] as const)('is padding where %s needs it', (model) => {
    const settings = { model, width: 32, classConditional: false };
    const { assumed, description } = of(settings);
    expect(assumed).toBe(
      'for images of 32×32 pixels in 1 channel and 10 classes (--dataset mnist), padded from 28×28 (--pad-images)',
    );
    expect(description).toEqual(of({ ...settings, padImages: true }, false).description);
    expect(description.layers[0]?.size).not.toBe(28);
  });

  it('is refused where padding was said no to, with the ways out', () => {
    expect(() => of({ model: 'denoising-unet' }, false)).toThrow(
      /28×28 pixels will not do, pad them to 32×32 \(padImages\), take sides that are multiples of 8, or another model\.$/,
    );
  });
});
