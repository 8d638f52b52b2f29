// The page as one file that opens from a disk by a double click: everything but the worker, and so all but training.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';
import { root } from './install.mjs';

/** Files that the page reads beside itself (src/ui/files/beside.ts). */
const within = ['recording.bin'];

/** Nothing is fetched, and one script runs: this one. */
const policyFor = (script: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** A script or a style ends where its tag is closed, whatever the language. */
const enclosed = (content: string, tag: string): string =>
  content.replaceAll(new RegExp(`</(?=${tag})`, 'gi'), '<\\/');

export interface SingleFileParts {
  /** index.html as it is written. */
  readonly html: string;
  readonly script: string;
  readonly style: string;
  /** By name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Puts the parts of a page into one. */
export function assemble({ html, script, style, files }: SingleFileParts): string {
  const code = enclosed(script, 'script');
  const held = Object.entries(files).map(
    ([name, bytes]) =>
      `<script type="application/octet-stream" id="file:${name}">${Buffer.from(bytes).toString('base64')}</script>`,
  );
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyFor(code)}" />`;
  // Functions: a dollar sign in what is put in means nothing.
  return html
    .replace('<head>', () => `<head>\n${policy}`)
    .replace('</head>', () => `<style>${enclosed(style, 'style')}</style>\n</head>`)
    .replace(/<script type="module"[^>]*><\/script>/, () =>
      [...held, `<script type="module">${code}</script>`].join('\n'),
    );
}

/** Builds the page and writes it as one file. @returns its size in bytes */
export async function buildSingleFile(file: string): Promise<number> {
  const result = (await build({
    root,
    configFile: false,
    mode: 'file',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'es2022',
      cssCodeSplit: false,
      assetsInlineLimit: () => true,
      chunkSizeWarningLimit: 20_000,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  const { output } = result;
  const entry = output.find((part) => part.type === 'chunk' && part.isEntry);
  const style = output.find((part) => part.type === 'asset' && part.fileName.endsWith('.css'));
  if (entry?.type !== 'chunk' || style?.type !== 'asset')
    throw new Error('The build has no script, or no style.');
  const page = assemble({
    html: readFileSync(path.join(root, 'index.html'), 'utf8'),
    script: entry.code,
    style: String(style.source),
    files: Object.fromEntries(within.map((name) => [name, readFileSync(path.join(root, 'public', name))])),
  });
  writeFileSync(file, page);
  return Buffer.byteLength(page);
}
