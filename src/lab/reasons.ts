// Why something failed, for readers in any language: a name, which the page has a text for, and what fills its blanks.
// The sentence of a `LabError` is English and names settings as the command line does.

/** The blanks of each reason's text. `setting`, `model` and `sampler` are names of the field table. */
export const reasonBlanks = {
  'number-expected': ['setting', 'min', 'max'],
  'whole-expected': ['setting', 'min', 'max'],
  'list-expected': ['setting', 'min', 'max', 'least', 'most'],
  'number-unclear': ['setting', 'one', 'other'],
  'list-unclear': ['setting'],
  'value-expected': ['setting'],
  'unknown-setting': ['name'],
  'beta-range': ['t', 'beta'],
  'beta-order': [],
  'curve-falls': [],
  'too-many-sampling-steps': ['samplingSteps', 'timesteps'],
  'no-signal-left': [],
  'sampler-for-gaussian': ['sampler'],
  'sampler-for-corrupt': ['sampler'],
  'variance-not-learnable': [],
  'image-size': ['model', 'width', 'height', 'multiple'],
  'image-size-pad': ['model', 'width', 'height', 'multiple'],
  'whole-list': ['setting'],
  'unequal-lists': ['setting', 'entries', 'levels'],
  'channel-groups': ['channels', 'groups'],
  'head-size': ['size', 'channels'],
  'width-multiple': ['width', 'multiple'],
  'no-model': [],
  'cannot-jump': [],
  'data-file': ['file'],
  'file-lacking': ['file'],
  'own-size': ['width', 'height', 'multiple', 'min', 'max'],
  'no-own-images': [],
  'own-few': ['found', 'least'],
  'other-images': ['width', 'height', 'channels', 'otherWidth', 'otherHeight', 'otherChannels'],
  'other-classes': ['names', 'otherNames'],
  'nowhere-found': [],
  'data-too-large': ['needed', 'limit'],
  'self-test-zeros': ['gpu'],
  'self-test-no-numbers': ['gpu'],
  'self-test-wrong-numbers': ['gpu'],
  'loss-not-finite': ['step'],
  'lesson-json': ['file', 'why'],
  'lesson-other': ['file'],
  'lesson-missing': ['place'],
  'lesson-extra': ['place', 'name'],
  'lesson-value': ['place', 'value'],
  'lesson-pages': ['place', 'entries', 'pages'],
  'lesson-origin': ['address'],
  'lesson-nowhere': ['address'],
  'no-safetensors': [],
  'no-facts': [],
  'newer-file': ['version', 'known'],
  'run-gone': [],
  'pretrained-missing': [],
  'no-counterpart': ['model'],
  'no-scheduler': [],
  'no-onnx': ['model'],
  'option-unsupported': ['option', 'value'],
  'folder-file': ['file'],
  'zip-damaged': [],
  'tensor-extra': ['tensor', 'model'],
  'tensor-missing': ['tensor'],
  'tensor-shape': ['tensor', 'found', 'expected'],
  'tensor-not-finite': ['tensor'],
} as const satisfies Record<string, readonly string[]>;

export type ReasonName = keyof typeof reasonBlanks;

type Blanks<Name extends ReasonName> = Readonly<Record<(typeof reasonBlanks)[Name][number], string | number>>;

export type Reason = {
  readonly [Name in ReasonName]: { readonly name: Name; readonly values: Blanks<Name> };
}[ReasonName];
