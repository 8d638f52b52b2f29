import { createInstance, type TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { checkpointFacts } from '../../engine/checkpoint/facts';
import { writeSafetensors } from '../../engine/checkpoint/safetensors';
import { parseSetting } from '../../lab/config';
import { toFailure, type Failure } from '../../lab/errors';
import { defaultConfig } from '../../lab/fields';
import { makeTables } from '../../diffusion/process/tables';
import { ownDataset } from '../../datasets/own';
import en from '../i18n/en.json';
import ru from '../i18n/ru.json';
import { failureWords } from './failureWords';
import { createFormat } from './format';

async function speak(language: string, translation: object): Promise<TFunction> {
  return createInstance().init({
    lng: language,
    resources: { [language]: { translation } },
    interpolation: { escapeValue: false },
  });
}

const russian = { t: await speak('ru', ru), format: createFormat('ru') };
/** As it is read: a space that does not break is a space. */
const inRussian = (failure: Failure): string => failureWords(failure, russian).replaceAll('\u00a0', ' ');

const english = { t: await speak('en', en), format: createFormat('en') };

function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (thrown) {
    return toFailure(thrown);
  }
  throw new Error('Nothing was thrown.');
}

describe('a failure in words', () => {
  it('names the setting as the page does, and what it takes', () => {
    const failure = failureOf(() => parseSetting('curve', 'wavy'));
    expect(failure.sentence).toMatch(/^curve is "wavy"/);
    expect(failureWords(failure, english)).toBe(
      '“Own curve ᾱ” needs 2 to 12 numbers from 0 to 1, separated by commas.',
    );
    expect(inRussian(failure)).toBe(
      'Для «Своя кривая ᾱ» нужно от 2 до 12 чисел через точку с запятой, каждое от 0 до 1.',
    );
  });

  it('says why there is no schedule, no data set and no model', () => {
    const settings = { ...defaultConfig, schedule: 'linear', betaStart: 0.03, betaEnd: 0.02 } as const;
    expect(inRussian(failureOf(() => makeTables(settings)))).toBe(
      '«β в начале» больше, чем «β в конце»: сделайте его меньшим из двух.',
    );
    expect(inRussian(failureOf(() => ownDataset(undefined)))).toBe(
      'Своих изображений пока нет: сначала выберите их.',
    );
    const strange = writeSafetensors({ tensors: new Map(), metadata: {} });
    expect(inRussian(failureOf(() => checkpointFacts(strange)))).toMatch(/^В файле не сказано/);
  });

  it('writes a GPU without a name, and numbers with the sign of the language', () => {
    const failure: Failure = {
      code: 'bad-gpu',
      sentence: '',
      reason: { name: 'self-test-zeros', values: { gpu: '' } },
    };
    expect(inRussian(failure)).toContain('(без названия)');
    const beta: Failure = { ...failure, reason: { name: 'beta-range', values: { t: 3, beta: 1.5 } } };
    expect(inRussian(beta)).toContain('1,5');
  });

  it('falls back to what the code says', () => {
    const failure = toFailure(new TypeError('x is not a function'));
    expect(inRussian(failure)).toBe('В фоновом потоке что-то пошло не так.');
  });
});
