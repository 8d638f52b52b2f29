// Which settings mean something under the present ones, and what they may be. Everything follows from what the fields,
// processes, schedules, samplers, weightings and models say of themselves.
import { optimizers } from '../diffusion/objective/optimizers';
import { weightings } from '../diffusion/objective/weights';
import { processes, processOf } from '../diffusion/process/index';
import { isGrid } from '../diffusion/samplers/grids';
import { samplersOf } from '../diffusion/samplers/index';
import { samplers, type SamplerName } from '../diffusion/samplers/registry';
import type { Sampler } from '../diffusion/samplers/sampler';
import { variances } from '../diffusion/samplers/variances';
import { schedules } from '../diffusion/schedule/schedules';
import type { Demand, Field } from './field';
import { fieldKeys, fields, type FieldKey, type LabConfig } from './fields';
import { models } from './models';

interface Uses {
  readonly uses: readonly string[];
}

interface Registry {
  /** The setting that chooses the entry. */
  readonly chooser: FieldKey;
  readonly entries: Readonly<Record<string, Uses>>;
  readonly chosen: (config: LabConfig) => Uses;
}

/** Whoever's entries say which settings they use. */
const registries: readonly Registry[] = [
  { chooser: 'process', entries: processes, chosen: processOf },
  { chooser: 'schedule', entries: schedules, chosen: ({ schedule }) => schedules[schedule] },
  { chooser: 'weighting', entries: weightings, chosen: ({ weighting }) => weightings[weighting] },
  { chooser: 'optimizer', entries: optimizers, chosen: ({ optimizer }) => optimizers[optimizer] },
  { chooser: 'sampler', entries: samplers, chosen: ({ sampler }) => samplers[sampler] },
  { chooser: 'model', entries: models, chosen: ({ model }) => models[model] },
];

/** A setting that no registry names is used by all; one that a registry names, by the entries that name it. */
const usersOf = new Map<FieldKey, readonly Registry[]>(
  fieldKeys.map((key) => [
    key,
    registries.filter(({ entries }) => Object.values(entries).some(({ uses }) => uses.includes(key))),
  ]),
);

const meets = (value: unknown, demand: Demand): boolean =>
  typeof demand === 'function' ? demand(value) : demand.includes(value);

/** Changing the setting changes what is trained, drawn or shown. */
export function isRelevant(key: FieldKey, config: LabConfig): boolean {
  const field: Field = fields[key];
  const allowed = Object.entries(field.under ?? {}).every(
    ([other, demand]) => isRelevant(other as FieldKey, config) && meets(config[other as FieldKey], demand),
  );
  if (!allowed || (field.type === 'choice' && offered(key, config).length < 2)) return false;
  const used = ({ chooser, chosen }: Registry): boolean =>
    (chooser === 'process' || isRelevant(chooser, config)) && chosen(config).uses.includes(key);
  const users = usersOf.get(key) ?? [];
  // Of several kinds of user one is enough where the setting says so: a variance is learned, or drawn with.
  return users.length === 0 || (field.byAny ? users.some(used) : users.every(used));
}

function hasKarras(name: SamplerName): boolean {
  const { karras }: Sampler = samplers[name];
  return karras !== undefined;
}

/** What processes and samplers leave of some settings' choices. */
const offers: Readonly<Partial<Record<FieldKey, (config: LabConfig) => readonly string[]>>> = {
  sampler: (config) => samplersOf(processOf(config)),
  spacing: ({ sampler }) => fields.spacing.choices.filter((choice) => isGrid(choice) || hasKarras(sampler)),
  predictionType: (config) =>
    fields.predictionType.choices.filter((choice) => processOf(config).predictions.includes(choice)),
  variance: (config) =>
    fields.variance.choices.filter(
      (choice) => processOf(config).learnsVariance || !variances[choice].learned,
    ),
};

/** The choices of a setting that make sense under the others. */
export function offered(key: FieldKey, config: LabConfig): readonly string[] {
  const field: Field = fields[key];
  return offers[key]?.(config) ?? (field.type === 'choice' ? field.choices : []);
}
