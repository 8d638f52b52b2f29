import { describe, expect, it } from 'vitest';
import { checkpointFacts } from './facts';
import { writeSafetensors } from './safetensors';

const image = JSON.stringify({ height: 28, width: 28, channels: 1, classes: 10 });
const fileOf = (metadata: Record<string, string>): ArrayBuffer =>
  writeSafetensors({ tensors: new Map(), metadata });

describe('what a checkpoint says of itself', () => {
  it('is its settings, the size of its images and its steps', () => {
    const facts = checkpointFacts(fileOf({ config: '{"width":24}', image, step: '300' }));
    expect(facts).toMatchObject({ config: { width: 24 }, image: { height: 28, classes: 10 }, step: 300 });
    expect(checkpointFacts(fileOf({ config: '{}', image })).step).toBe(0);
  });

  it.each([
    { config: '{"width":24', image },
    { config: '[1]', image },
    { config: '{}', image: '{"height":28}' },
    { config: '{}', image: image.replace('28', '-1') },
    { config: '{}', image, step: 'many' },
    { image },
  ])('is refused where it is something else: %o', (metadata) => {
    const file = fileOf(metadata);
    expect(() => checkpointFacts(file)).toThrow(
      expect.objectContaining({ code: 'bad-checkpoint', reason: { name: 'no-facts', values: {} } }),
    );
  });

  it('is refused with the name of a setting that makes no sense', () => {
    expect(() => checkpointFacts(fileOf({ config: '{"width":"wide"}', image }))).toThrow(
      expect.objectContaining({ code: 'bad-setting', message: expect.stringMatching(/^width/) }),
    );
  });
});
