// What every control of a field is given, and how it sets the field.
import type { ReactNode } from 'react';
import { parseSetting } from '../../lab/config';
import type { FieldKey } from '../../lab/fields';
import { useActions } from '../../store/useLab';

/** The names of a field, for the eye and for the ear, and what it means. */
export interface ControlProps {
  readonly name: FieldKey;
  readonly disabled: boolean;
  readonly label: ReactNode;
  readonly 'aria-label': string;
  readonly 'aria-description': string;
}

/** Any value goes to the store as text through the parser, so that the border checks it. */
export function useSetText(name: FieldKey): (text: string) => void {
  const { setConfig } = useActions();
  return (text) => setConfig({ [name]: parseSetting(name, text) });
}
