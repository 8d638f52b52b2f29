// What a visitor copies into an issue: the machine and its training steps, as Markdown in English.
import type { Machine } from '../machine';
import { decimal, fraction, megabytes, table, time, whole } from '../report';
import { ratioOf, type Result } from '../results';

/** Our step as a share of what the device reaches in registers, 0…1. */
export const shareOf = ({ gflops }: Result, { roofline }: Machine): number =>
  (gflops * 1e6) / roofline.flopsPerMs;

/** @param browser its own words for itself (`navigator.userAgent`) */
export function machineMarkdown(machine: Machine, results: readonly Result[], browser: string): string {
  const { adapter, dispatchUs, answerMs, roofline, features, limits } = machine;
  const facts = [
    ['browser', browser],
    ['a dispatch', `${decimal(dispatchUs)} µs`],
    ['an empty queue answers after', time(answerMs)],
    ['multiply-adds in registers', `${decimal(roofline.flopsPerMs / 1e6)} GFLOP/s`],
    ['copying', `${decimal(roofline.bytesPerMs / 1e6)} GB/s`],
    ['features', features.join(', ') || '–'],
    ...Object.entries(limits).map(([name, value]) => [name, whole(value)]),
  ];
  const rows = results.map((result) => {
    const ratio = ratioOf(result, results);
    return [
      result.model,
      `${result.batch}`,
      result.engine,
      time(result.msPerStep),
      ratio === null ? '' : fraction(ratio),
      time(result.firstStepMs),
      whole(result.dispatches),
      megabytes(result.peakBytes),
      decimal(result.gflops),
      `${decimal(100 * shareOf(result, machine))} %`,
    ];
  });
  const head = [
    'model',
    'batch',
    'engine',
    'step',
    'lab to it',
    'first step',
    'dispatches',
    'peak',
    'GFLOP/s',
    'of the best',
  ];
  return `${[
    `# Diffusion Lab on ${adapter || 'an unnamed adapter'}`,
    table(['the machine', ''], facts),
    '## A training step',
    rows.length > 0 ? table(head, rows) : 'Not measured.',
  ].join('\n\n')}\n`;
}
