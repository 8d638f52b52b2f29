import { describe, expect, it } from 'vitest';
import { fieldKeys, fields } from '../../lab/fields';
import { presetNames } from '../../lab/presets';
import en from './en.json';
import { chooseLanguage } from './i18n';

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

  it('name and describe every preset', () => {
    const presets: Record<string, { label: string; help: string }> = en.presets;
    for (const name of presetNames) expect(presets[name]?.help, name).toBeTruthy();
  });
});
