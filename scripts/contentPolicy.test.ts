import { expect, test } from 'vitest';
import { contentPolicy, mirrorOrigins } from './contentPolicy';

test('connections go to the page’s own origin and to the mirrors of the registry, nowhere else', () => {
  expect(mirrorOrigins()).toEqual([
    'https://cdn.jsdelivr.net',
    'https://raw.githubusercontent.com',
    'https://storage.googleapis.com',
  ]);
  expect(contentPolicy()).toContain(
    "connect-src 'self' https://cdn.jsdelivr.net https://raw.githubusercontent.com https://storage.googleapis.com;",
  );
});

test('scripts and workers come from the page’s own origin: none is inline, none is made from text', () => {
  const directives = new Map(
    contentPolicy()
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive]),
  );
  expect(directives.get('default-src')).toBe("default-src 'none'");
  expect(directives.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
  expect(directives.get('worker-src')).toBe("worker-src 'self'");
  // A head that is longer hides the encoding from browsers, which look for it in the first 1,024 bytes.
  expect(contentPolicy().length).toBeLessThan(800);
});
