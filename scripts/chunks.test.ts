import { expect, it } from 'vitest';
import { chunkOf } from './chunks';

const imports: Readonly<Record<string, readonly string[]>> = {
  '/index.html': ['/src/main.ts'],
  '/src/main.ts': ['/src/a.ts', '/node_modules/react/index.js'],
  '/src/a.ts': ['/src/b.ts'],
  // Two that import each other.
  '/src/b.ts': ['/src/a.ts'],
  // Asked for later, and what only it imports.
  '/src/late.ts': ['/src/b.ts', '/node_modules/katex/katex.js'],
};

const modules = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) };

it('puts what is needed at once into two files, and leaves the rest', () => {
  const chunk = chunkOf('/index.html');
  const of = (id: string): string | null => chunk(id, modules);
  expect(['/src/a.ts', '/src/b.ts'].map(of)).toEqual(['page', 'page']);
  expect(of('/node_modules/react/index.js')).toBe('libraries');
  expect(['/src/late.ts', '/node_modules/katex/katex.js'].map(of)).toEqual([null, null]);
  // Another page shares these files, and does not begin this one.
  expect(['/index.html', '/src/main.ts'].map(of)).toEqual([null, null]);
});
