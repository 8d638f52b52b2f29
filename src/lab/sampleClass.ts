// Which class a sample is asked to be.
import type { LabConfig } from './fields';

/** Values of `sampleClass` beside the classes themselves. */
const each = -1;
const any = -2;

/** @param index of the sample @param classes how many there are @returns null where none is asked for */
export function sampledClass(
  { classConditional, sampleClass }: Pick<LabConfig, 'classConditional' | 'sampleClass'>,
  index: number,
  classes: number,
): number | null {
  if (!classConditional || classes < 2 || sampleClass === any) return null;
  return sampleClass === each ? index % classes : Math.min(sampleClass, classes - 1);
}
