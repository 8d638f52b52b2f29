// Keeps the address of the page in step with the settings, so that any moment can be shared as a link.
import { decodeConfig, encodeConfig, type DecodedConfig } from '../lab/config';
import { fieldKeys, fields, type LabConfig } from '../lab/fields';
import type { LabStore } from './labStore';
import { normalise } from './reconcile';

/** The part of `window` that holds the address. */
export interface AddressBar {
  readonly location: { readonly search: string; readonly hash: string; readonly pathname: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
}

const ours = new Set<string>(fieldKeys.map((key) => fields[key].url));

/** The query for a configuration; parameters that are not settings (lesson, language …) are kept as they stand. */
export function queryFor(config: LabConfig, present: string): string {
  const query = new URLSearchParams(encodeConfig(config));
  for (const [name, value] of new URLSearchParams(present)) if (!ours.has(name)) query.append(name, value);
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** The settings of a query, never such as the controls cannot show: what had to give way counts as ignored. */
export function configFrom(query: string): DecodedConfig {
  const { config: written, ignored } = decodeConfig(query);
  const config = normalise(written);
  const named = new URLSearchParams(query);
  const replaced = fieldKeys
    .filter((key) => String(config[key]) !== String(written[key]))
    .map((key) => fields[key].url)
    .filter((name) => named.has(name));
  return { config, ignored: [...new Set([...ignored, ...replaced])] };
}

/**
 * Writes the settings to the address, at most every `delay` ms. The ruler's place is left out: a film that plays
 * moves it many times a second (the share dialog's link has it). Returns the function that ends it.
 */
export function syncAddress(store: LabStore, bar: AddressBar, delay = 300): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    const { pathname, search, hash } = bar.location;
    const query = queryFor({ ...store.getState().config, time: fields.time.default }, search);
    if (query !== search) bar.history.replaceState(null, '', `${pathname}${query}${hash}`);
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.config !== before.config) timer ??= setTimeout(write, delay);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
