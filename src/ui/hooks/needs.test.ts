import { describe, expect, it } from 'vitest';
import { atStart, idle } from '../../store/phases';
import { initialState, type LabState, type TrainedModel } from '../../store/state';
import { samplingNeed, trainingNeed, variationNeed } from './needs';

const shape = { height: 28, width: 28, channels: 1 };
const model: TrainedModel = {
  run: 1,
  config: initialState.config,
  shape,
  classNames: [],
  step: 100,
  parameters: 10,
};
const dataset = {
  ...shape,
  name: 'strokes',
  count: 1,
  classNames: [],
  credit: '',
  preview: new Uint8Array(),
  previewLabels: new Uint8Array(),
};
const lab = (changes: Partial<LabState>): LabState => ({ ...initialState, model, dataset, ...changes });
const training = { kind: 'training', progress: atStart(10) } as const;
const origin = {
  lane: 'main',
  config: initialState.config,
  start: { kind: 'noise' },
  run: 1,
  trainingSteps: 100,
} as const;
const drawing = { kind: 'sampling', origin } as const;
const here = { hasPicture: true, position: 400 };

describe('what a button that is off needs', () => {
  it('is nothing where it is on', () => {
    expect([trainingNeed(lab({})), samplingNeed(lab({})), variationNeed(lab({}), here)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(trainingNeed(lab({ training: { kind: 'paused', progress: atStart(10) } }))).toBeNull();
  });

  it('is a GPU, a model, a rest, in this order', () => {
    const none = { kind: 'open', backend: 'none', adapter: '' } as const;
    expect(trainingNeed(lab({ device: none, sampling: drawing }))).toBe('gpu');
    expect(samplingNeed(lab({ model: null, training }))).toBe('model');
    expect(samplingNeed(lab({ training }))).toBe('pause');
    expect(samplingNeed(lab({ sampling: drawing }))).toBe('drawn');
    expect(trainingNeed(lab({ sampling: drawing }))).toBe('drawn');
    expect(trainingNeed(lab({ modelFile: { kind: 'opening' } }))).toBe('opened');
  });

  it('is a picture of the right size and some noise for variations', () => {
    expect(variationNeed(lab({ model: null }), here)).toBe('model');
    expect(variationNeed(lab({}), { ...here, hasPicture: false })).toBe('pictures');
    expect(variationNeed(lab({ dataset: { ...dataset, channels: 3 } }), here)).toBe('samePictures');
    expect(variationNeed(lab({}), { ...here, position: 0 })).toBe('noise');
    expect(variationNeed(lab({ training: idle }), { ...here, position: 1 })).toBeNull();
  });
});
