// Links to this page that carry the settings and the view.
import { encodeConfig } from '../../lab/config';
import type { LabConfig } from '../../lab/fields';
import { viewQuery, type LinkedView } from './view';

/** @param extra further parameters, as the language */
export function linkTo(
  config: LabConfig,
  view: LinkedView,
  extra: Readonly<Record<string, string>> = {},
): string {
  const { origin, pathname } = window.location;
  const parts = [encodeConfig(config), viewQuery(view), new URLSearchParams(extra).toString()];
  const query = parts
    .filter((part) => part !== '')
    .join('&')
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
  return `${origin}${pathname}${query === '' ? '' : `?${query}`}`;
}
