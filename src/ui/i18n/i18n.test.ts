import { describe, expect, it } from 'vitest';
import { digitNames } from '../../datasets/digits';
import { datasetNames, datasets } from '../../datasets/registry';
import { labErrorCodes } from '../../lab/errors';
import { fieldKeys, fields } from '../../lab/fields';
import { presetNames } from '../../lab/presets';
import { reasonBlanks } from '../../lab/reasons';
import { chooseLanguage, englishTexts } from './i18n';

const en = englishTexts();

describe('the choice of a language', () => {
  it('takes the first that the page speaks', () => {
    expect(chooseLanguage(['fr', 'ru-RU', 'en'])).toBe('ru');
    expect(chooseLanguage(['zh-CN'])).toBe('zh-CN');
    expect(chooseLanguage(['zh-Hans-SG'])).toBe('zh-CN');
    expect(chooseLanguage(['zh-HK'])).toBe('zh-TW');
    expect(chooseLanguage(['fr'])).toBe('en');
  });
});

describe('the English texts', () => {
  it('name and explain every field of the table, and every choice', () => {
    const labels: Record<string, { label: string; help: string }> = en.fields;
    const choices: Record<string, Record<string, string>> = en.choices;
    for (const key of fieldKeys) {
      expect(labels[key]?.label, key).toBeTruthy();
      expect(labels[key]?.help, key).toBeTruthy();
      const field = fields[key];
      if (field.type === 'choice' || field.type === 'names') {
        for (const choice of field.choices) expect(choices[key]?.[choice], `${key}.${choice}`).toBeTruthy();
      }
    }
  });

  it('have a sentence for every code of an error, and for every reason with its blanks', () => {
    const errors: Record<string, string> = en.errors;
    const reasons: Record<string, string> = en.reasons;
    expect(Object.keys(errors).toSorted()).toEqual([...labErrorCodes].toSorted());
    expect(Object.keys(reasons).toSorted()).toEqual(Object.keys(reasonBlanks).toSorted());
    for (const [name, blanks] of Object.entries(reasonBlanks)) {
      const filled = [...(reasons[name] ?? '').matchAll(/\{\{(.*?)\}\}/g)].map(([, blank]) => blank ?? '');
      expect(filled.toSorted(), name).toEqual([...blanks].toSorted());
    }
  });

  it('name every class and give credit as the data sets do', () => {
    const classes = new Set(datasetNames.flatMap((name): readonly string[] => datasets[name].classNames));
    // Digits and letters are their own names.
    for (const name of [...digitNames, ...datasets.emnistLetters.classNames]) classes.delete(name);
    expect(Object.keys(en.classes)).toEqual([...classes]);
    const credits = datasetNames.map((name) => [name, datasets[name].credit]);
    expect(en.credits).toEqual(Object.fromEntries(credits.filter(([, credit]) => credit !== '')));
  });

  it('name and describe every preset', () => {
    const presets: Record<string, { label: string; help: string }> = en.presets;
    for (const name of presetNames) expect(presets[name]?.help, name).toBeTruthy();
  });
});
