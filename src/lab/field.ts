// The kinds of field that the configuration table is made of. From a table of these the type, the parser,
// the URL codec, the command line's options and the page's controls are all derived.

/** Where a control stands in the page; also the order of the groups. */
export type FieldGroup = 'data' | 'schedule' | 'objective' | 'model' | 'training' | 'sampling' | 'view';

/**
 * What a change of a setting does to a model that was trained before it:
 * `live` training takes it over at once · `keeps` a run that goes on keeps what it was built with, and samples do not
 * depend on it · `schedule` the model can still draw, but never saw such noise · `retrain` it makes another model, or
 * another task · `resample` the next drawing follows · `view` it concerns the page alone.
 */
export type Change = 'live' | 'keeps' | 'schedule' | 'retrain' | 'resample' | 'view';

/** A setting's value has to be one of these, or to pass. */
export type Demand = readonly unknown[] | ((value: unknown) => boolean);

interface FieldBase {
  /** Short name in the address of the page. */
  readonly url: string;
  readonly group: FieldGroup;
  /** A beginner sees only the `basic` fields of a group. */
  readonly level: 'basic' | 'advanced';
  readonly change: Change | ((from: unknown, to: unknown) => Change);
  /** It matters only where these other settings are so, and matter themselves. */
  readonly under?: Readonly<Record<string, Demand>>;
  /** Several kinds of algorithm use it, and one that does is enough for it to matter. */
  readonly byAny?: boolean;
  /** What was meant before there was this setting: by files that lack it. The default where it is absent. */
  readonly earlier?: unknown;
  /** It has a control of its own in a panel, and none among the others. */
  readonly inPanel?: boolean;
}

export interface NumberField extends FieldBase {
  readonly type: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
  /**
   * How a slider spreads the range. A `log` range may begin at 0, which means "off"; `decay` is logarithmic in what is
   * missing to 1, as memory goes: 0.9 remembers 10 steps, 0.99 a hundred.
   */
  readonly scale: 'linear' | 'log' | 'decay';
}

export interface ChoiceField<Choice extends string = string> extends FieldBase {
  readonly type: 'choice';
  readonly default: Choice;
  readonly choices: readonly Choice[];
}

export interface FlagField extends FieldBase {
  readonly type: 'flag';
  readonly default: boolean;
}

/** A list of numbers, written `32,64,64`; each within [min, max]. */
export interface ListField extends FieldBase {
  readonly type: 'list';
  readonly default: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly minLength: number;
  readonly maxLength: number;
}

/** A list of names, written `Down,AttnDown`. */
export interface NamesField<Choice extends string = string> extends FieldBase {
  readonly type: 'names';
  readonly default: readonly Choice[];
  readonly choices: readonly Choice[];
}

export type Field = NumberField | ChoiceField | FlagField | ListField | NamesField;

export type FieldValue<F extends Field> = F extends NumberField
  ? number
  : F extends ChoiceField<infer Choice>
    ? Choice
    : F extends FlagField
      ? boolean
      : F extends ListField
        ? readonly number[]
        : F extends NamesField<infer Choice>
          ? readonly Choice[]
          : never;

type Common = Pick<FieldBase, 'url' | 'group' | 'change'> & Partial<FieldBase>;

type NumberOptions = Common &
  Pick<NumberField, 'default' | 'min' | 'max'> &
  Partial<Pick<NumberField, 'step' | 'scale'>>;

export const real = (o: NumberOptions): NumberField => ({
  type: 'number',
  integer: false,
  level: 'advanced',
  scale: 'linear',
  step: 0.01,
  ...o,
});

export const whole = (o: NumberOptions): NumberField => ({
  type: 'number',
  integer: true,
  level: 'advanced',
  scale: 'linear',
  step: 1,
  ...o,
});

export const choice = <const Choice extends string>(
  o: Common & { readonly choices: readonly Choice[]; readonly default: NoInfer<Choice> },
): ChoiceField<Choice> => ({ type: 'choice', level: 'advanced', ...o });

export const flag = (o: Common & Pick<FlagField, 'default'>): FlagField => ({
  type: 'flag',
  level: 'advanced',
  ...o,
});

export const list = (
  o: Common & Pick<ListField, 'default' | 'min' | 'max' | 'minLength' | 'maxLength'>,
): ListField => ({ type: 'list', level: 'advanced', ...o });

export const names = <const Choice extends string>(
  o: Common & { readonly choices: readonly Choice[]; readonly default: readonly NoInfer<Choice>[] },
): NamesField<Choice> => ({ type: 'names', level: 'advanced', ...o });

/** The names of a registry, for a choice of them. */
export const namesOf = <Name extends string>(registry: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(registry) as Name[];
