// What follows a command's name, token by token: `--name value`, `--name=value`, and for switches `--name`, `--no-name`.
import { LabError } from '../lab/errors';

/** A switch may stand alone, anything else needs a value. */
export type ArgumentKind = 'switch' | 'value';

/** Words that a switch may be followed by. */
const answers: readonly string[] = ['true', 'false', '1', '0'];

const refuse = (sentence: string): LabError => new LabError('bad-setting', sentence);

/**
 * Texts by option, switches as `true` and `false`; of several the last counts.
 * @throws LabError `bad-setting` naming what is no option, or lacks its value.
 */
export function readArguments(
  args: readonly string[],
  kinds: ReadonlyMap<string, ArgumentKind>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const token = args[at] ?? '';
    if (!token.startsWith('--')) throw refuse(`"${token}" is no option of this command.`);
    const [, name = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(token) ?? [];
    const denied = name.startsWith('no-') ? name.slice(3) : '';
    const next = args[at + 1];
    if (!kinds.has(name) && kinds.get(denied) === 'switch' && inline === undefined) {
      found.set(denied, 'false');
    } else if (!kinds.has(name)) {
      const allowed = [...kinds.keys()].map((known) => `--${known}`).join(', ');
      throw refuse(`There is no option --${name}. Allowed are ${allowed}.`);
    } else if (inline !== undefined) {
      found.set(name, inline);
    } else if (kinds.get(name) === 'switch') {
      const answered = next !== undefined && answers.includes(next);
      found.set(name, answered ? next : 'true');
      if (answered) at++;
    } else {
      if (next === undefined || next.startsWith('--')) throw refuse(`--${name} needs a value.`);
      found.set(name, next);
      at++;
    }
  }
  return found;
}
