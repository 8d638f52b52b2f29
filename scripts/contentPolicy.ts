// What the page may load and whom it may ask: its Content-Security-Policy, for the `<meta>` of the build. Connections
// follow from the registry of data sets: a mirror that is added there is allowed here.
import { datasetNames, filedSet } from '../src/datasets/registry';

/** The origins of the mirrors that a page may fetch a data set from. */
export function mirrorOrigins(): string[] {
  const addresses = datasetNames.flatMap((name) => {
    const set = filedSet(name);
    if (!set) return [];
    const mirrors = set.mirrors.filter(({ forPages }) => forPages).map(({ address }) => address);
    const sprites = set.sprites.flatMap(({ files }) =>
      Object.values(files).flatMap(({ images, labels }) => [images, labels]),
    );
    return [...mirrors, ...sprites];
  });
  return [...new Set(addresses.map((address) => new URL(address).origin))].toSorted();
}

/** `frame-ancestors` and `report-uri` have no effect in a `<meta>`. */
export function contentPolicy(): string {
  const directives = {
    'default-src': ["'none'"],
    // Without a GPU the processor computes in WebAssembly, which this lets compile; code from text stays forbidden.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    // Mantine writes its variables into elements of their own.
    'style-src': ["'self'", "'unsafe-inline'"],
    // Pictures that the visitor opens are read from `blob:`, the icon is in the page itself.
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...mirrorOrigins()],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
