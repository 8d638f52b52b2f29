// Text that is being typed. It acts when it is meant: at Enter, when the field is left, or after a pause; Escape gives
// the value back. What cannot be used stays as typed, with the reason.
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type ChangeEvent, type KeyboardEvent } from 'react';
import { toFailure, type Failure } from '../../lab/errors';

/** Milliseconds without a key after which a finished number is meant. */
const pause = 800;

interface Draft {
  readonly text: string;
  /** The value that it is to replace, as it is written. */
  readonly over: string;
  readonly problem: Failure | null;
}

export interface DraftOptions<Value> {
  readonly value: Value;
  readonly write: (value: Value) => string;
  /** @throws what says why the text is of no use */
  readonly read: (text: string) => Value;
  /** @throws what says why the value is of no use */
  readonly act: (value: Value) => void;
}

export interface DraftField {
  readonly problem: Failure | null;
  /** For the text field. */
  readonly input: {
    readonly value: string;
    /** Mantine's dialogs leave an Escape from here alone. */
    readonly 'data-mantine-stop-propagation': boolean;
    readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

export function useDraft<Value>({ value, write, read, act }: DraftOptions<Value>): DraftField {
  const [draft, setDraft] = useState<Draft | null>(null);
  const shown = write(value);
  const isMeant = (text: string): boolean => {
    try {
      return write(read(text)) === shown;
    } catch {
      return false;
    }
  };
  // Its own pause may have set the value; otherwise somebody else has, a preset, say.
  if (draft && draft.over !== shown) setDraft(isMeant(draft.text) ? { ...draft, over: shown } : null);

  const commit = (): void => {
    resting.cancel();
    if (!draft) return;
    try {
      act(read(draft.text));
      setDraft(null);
    } catch (thrown) {
      setDraft({ ...draft, problem: toFailure(thrown) });
    }
  };
  const rest = (text: string): void => {
    // "0." goes on, and what is wrong so far may be right in the end.
    if (!/\p{Number}$/u.test(text)) return;
    try {
      act(read(text));
    } catch {
      // Said when the field is left.
    }
  };
  const resting = useDebouncedCallback(rest, pause);

  return {
    problem: draft?.problem ?? null,
    input: {
      value: draft?.text ?? shown,
      'data-mantine-stop-propagation': draft !== null,
      onChange: ({ currentTarget: { value: text } }) => {
        setDraft({ text, over: shown, problem: null });
        resting(text);
      },
      onBlur: commit,
      onKeyDown: ({ key }) => {
        if (key === 'Enter') commit();
        if (key !== 'Escape') return;
        resting.cancel();
        setDraft(null);
      },
    },
  };
}
