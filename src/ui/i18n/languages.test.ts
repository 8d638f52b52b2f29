// Every language says everything that English says, on the page and in the lessons: same keys, same blanks to
// fill, same formulas, plural forms of its own, its own script and its own marks.
import { describe, expect, it } from 'vitest';
import benchEn from '../../../bench/page/texts/en.json';
import benchRu from '../../../bench/page/texts/ru.json';
import benchZhCN from '../../../bench/page/texts/zh-CN.json';
import benchZhTW from '../../../bench/page/texts/zh-TW.json';
import { datasets } from '../../datasets/registry';
import type { Language } from './i18n';
import { wordsOf } from '../lessons/format';
import { lessons } from '../lessons/registry';
import kitEn from '../lessons/kit/texts/en.json';
import kitRu from '../lessons/kit/texts/ru.json';
import kitZhCN from '../lessons/kit/texts/zh-CN.json';
import kitZhTW from '../lessons/kit/texts/zh-TW.json';
import lessonsEn from '../lessons/texts/en.json';
import lessonsRu from '../lessons/texts/ru.json';
import lessonsZhCN from '../lessons/texts/zh-CN.json';
import lessonsZhTW from '../lessons/texts/zh-TW.json';
import closerEn from '../panels/closer/texts/en.json';
import closerRu from '../panels/closer/texts/ru.json';
import closerZhCN from '../panels/closer/texts/zh-CN.json';
import closerZhTW from '../panels/closer/texts/zh-TW.json';
import en from './en.json';
import ru from './ru.json';
import zhCN from './zh-CN.json';
import zhTW from './zh-TW.json';

interface Texts {
  readonly [key: string]: string | Texts | readonly (string | Texts)[];
}

function flatten(
  texts: Texts | readonly (string | Texts)[],
  prefix = '',
): readonly (readonly [string, string])[] {
  return Object.entries<Texts[string]>(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flatten(value, `${prefix}${key}.`),
  );
}

const pluralSuffix = /_(?:zero|one|two|few|many|other)$/;
const baseOf = (key: string): string => key.replace(pluralSuffix, '');
const blanksOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name ?? ''))].toSorted();

/** Formulas between dollar signs; Russian sets its decimal comma in braces. */
const formulasOf = (text: string): readonly string[] =>
  text.split('$').flatMap((piece, i) => (i % 2 === 1 ? [piece.replaceAll('{,}', '.')] : []));

/** Texts by key without plural suffix: what i18next finds under one name. */
function families(texts: Texts): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [key, text] of flatten(texts)) {
    const family = found.get(baseOf(key)) ?? new Map<string, string>();
    found.set(baseOf(key), family.set(key.slice(baseOf(key).length), text));
  }
  return found;
}

/** Formulas, proper names and names of code, which are the same in every language or in some. */
const sameEverywhere: ReadonlySet<string> = new Set([
  'app.title',
  ...['t0-unet2d', 't1-ddpm', 't4-cifar10'].map((name) => `presets.${name}.label`),
  ...['snrGamma', 'adamBeta1', 'adamBeta2'].map((name) => `fields.${name}.label`),
  'choices.loss.huber',
  ...['min_snr', 'root_snr', 'p2'].map((name) => `choices.weighting.${name}`),
  ...['basic-unet', 'unet2d'].map((name) => `choices.model.${name}`),
  ...['adam', 'adamw', 'muon'].map((name) => `choices.optimizer.${name}`),
  ...['heun', 'euler'].map((name) => `choices.sampler.${name}`),
  ...['beta', 'alphaCumprod', 'logSnr', 'tabMix', 'tabBeta', 'tabAlpha', 'tabSnr'].map(
    (n) => `schedule.${n}`,
  ),
  ...['xt', 'x0', 'eps'].map((name) => `reverse.short.${name}`),
  ...['webgpu', 'webgl'].map((name) => `status.backend.${name}`),
  'training.underway',
  ...datasets.kmnist.classNames.map((name) => `classes.${name}`),
]);

/** The words of every lesson in a language; one that lacks it is told by the English that stands in for it. */
const wordsIn = (language: Language): Texts =>
  Object.fromEntries(
    lessons.map((lesson) => [lesson.id, JSON.parse(JSON.stringify(wordsOf(lesson, language))) as Texts]),
  );

const english = families({
  ...en,
  bench: benchEn,
  kit: kitEn,
  lessons: lessonsEn,
  look: closerEn,
  words: wordsIn('en'),
});
const traditional = {
  ...zhTW,
  bench: benchZhTW,
  kit: kitZhTW,
  lessons: lessonsZhTW,
  look: closerZhTW,
  words: wordsIn('zh-TW'),
};
const languages = [
  {
    language: 'zh-CN',
    texts: {
      ...zhCN,
      bench: benchZhCN,
      kit: kitZhCN,
      lessons: lessonsZhCN,
      look: closerZhCN,
      words: wordsIn('zh-CN'),
    },
    script: /\p{Script=Han}/u,
  },
  { language: 'zh-TW', texts: traditional, script: /\p{Script=Han}/u },
  {
    language: 'ru',
    texts: { ...ru, bench: benchRu, kit: kitRu, lessons: lessonsRu, look: closerRu, words: wordsIn('ru') },
    script: /\p{Script=Cyrillic}/u,
  },
];

/** Ruler reading: a formula in Chinese, with a word in English and Russian. */
const formulaInChinese = 'ruler.t';

describe.each(languages)('the texts in $language', ({ language, texts, script }) => {
  const own = families(texts);

  it('are those of English, none missing and none left over', () => {
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('have all the plural forms of the language, or none', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `_${form}`);
    // A Russian noun with a number before it always needs its forms; a Chinese one never does.
    const wrong = [...own].filter(([, family]) => {
      const suffixes = [...family.keys()].toSorted();
      if (suffixes.join('') !== '') return suffixes.join() !== forms.toSorted().join();
      return forms.length > 2 && blanksOf(family.get('') ?? '').includes('count');
    });
    expect(wrong).toEqual([]);
  });

  it('fill in what English fills in', () => {
    for (const [key, family] of own) {
      const wanted = blanksOf([...(english.get(key)?.values() ?? [])].join(' '));
      for (const text of family.values()) expect(blanksOf(text), key).toEqual(wanted);
    }
  });

  it('keep the formulas', () => {
    for (const [key, family] of own) {
      const wanted = [...(english.get(key)?.values() ?? [])].map(formulasOf);
      for (const text of family.values()) expect(wanted, key).toContainEqual(formulasOf(text));
    }
  });

  it('are in its own script, save for names and formulas', () => {
    for (const [key, family] of own) {
      if (sameEverywhere.has(key) || (key === formulaInChinese && language !== 'ru')) continue;
      for (const text of family.values()) expect(text, key).toMatch(script);
    }
  });

  it('use its own punctuation', () => {
    const foreign = language === 'ru' ? /["“”]| —/ : /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}|["']/u;
    for (const [key, text] of flatten(texts))
      expect(text.replaceAll(/\$.*?\$/g, '$'), key).not.toMatch(foreign);
  });
});

describe('the traditional Chinese texts', () => {
  it('have neither the characters nor the terms of the mainland', () => {
    const simplified =
      /[训练网络样声图数据设显时间长开关参标签层级权优损预测边进页码选择传输还应学习过这个为们来对从变点发现会实与两头动态让单说给绘请张随机类链频种环节]/u;
    const mainland = /噪聲|數據|網絡|採樣|默認|設置|文件|鏈接|圖像|視頻|信噪比|方差|優化器|內存|顯存|導出/u;
    for (const [key, text] of flatten(traditional)) {
      expect(text, key).not.toMatch(simplified);
      expect(text, key).not.toMatch(mainland);
    }
  });
});

describe('the list of texts that stay as they are', () => {
  it('names only texts that exist', () => {
    expect([...sameEverywhere].filter((key) => !english.has(key))).toEqual([]);
  });
});
