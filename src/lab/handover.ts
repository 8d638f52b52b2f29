// The forms in which a model goes on elsewhere: what each is called, on the page and on the command line.

export const handoverFormats = {
  diffusers: { file: 'diffusers.zip', type: 'application/zip' },
  onnx: { file: 'onnx.zip', type: 'application/zip' },
  notebook: { file: 'model.ipynb', type: 'application/x-ipynb+json' },
} as const satisfies Record<string, { readonly file: string; readonly type: string }>;

export type HandoverFormat = keyof typeof handoverFormats;
