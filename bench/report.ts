// The tables that people read: Markdown, for the terminal and for docs/results.
import { outcomes } from './goals';
import { ratioOf, type Benchmark, type Result } from './results';

/** Where the table of a device is kept, below the repository. */
export const reportPath = (device: string): string => `docs/results/bench-${slug(device)}.md`;

/** The device's name up to its driver's version, fit for a file name. */
function slug(device: string): string {
  const [name = ''] = device.toLowerCase().split(/[:(]/);
  const words = name.match(/[a-z0-9]+/g) ?? ['unnamed'];
  return [...new Set(words)].join('-');
}

export function reportMarkdown(benchmark: Benchmark, command: string): string {
  const { device, results, sampling, scaling } = benchmark;
  const parts = [
    `# Benchmark on ${device}`,
    `\`${command}\`. All engines in one process, taking turns; the same model, first weights and first batch (the first losses agree to 10⁻³). A ratio is our figure to theirs: less is better.`,
    '## A training step',
    resultsTable(results),
    '## Against the goals',
    goalsTable(results),
  ];
  if (sampling) {
    const rows = sampling.map(({ model, engine, count, steps, ms }) => [
      model,
      engine,
      `${count}`,
      `${steps}`,
      time(ms),
    ]);
    parts.push('## Sampling', table(['model', 'engine', 'images', 'steps', 'time'], rows));
  }
  if (scaling) {
    const rows = scaling.map((r) => [
      r.engine,
      `${r.width}`,
      `${r.batch}`,
      time(r.msPerStep),
      decimal(r.gflops),
    ]);
    parts.push(
      '## Playground model by width and batch',
      table(['engine', 'width', 'batch', 'step', 'GFLOP/s'], rows),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function resultsTable(results: readonly Result[]): string {
  const rows = results.map((r) => {
    const ratio = ratioOf(r, results);
    return [
      r.model,
      `${r.batch}`,
      r.engine,
      time(r.msPerStep),
      ratio === null ? '' : fraction(ratio),
      time(r.firstStepMs),
      `${whole(r.dispatches)}${r.fusedDispatches === null ? '' : ` (${whole(r.fusedDispatches)})`}`,
      whole(r.submits),
      r.jsMsPerStep === null ? '–' : time(r.jsMsPerStep),
      megabytes(r.peakBytes),
      whole(r.uploadedBytes),
      decimal(r.gflops),
    ];
  });
  const head = [
    'model',
    'batch',
    'engine',
    'step',
    'lab to it',
    'first step',
    'dispatches (fused)',
    'submits',
    'JavaScript, batch 1',
    'peak',
    'bytes uploaded',
    'GFLOP/s',
  ];
  return table(head, rows);
}

function goalsTable(results: readonly Result[]): string {
  const rows = outcomes(results).map(({ figure, value, most, kind, reached }) => {
    const show = kind === 'ratio' ? fraction : whole;
    return [figure, show(value), `≤ ${show(most)}`, reached ? 'yes' : 'no'];
  });
  return table(['figure', 'measured', 'goal', 'reached'], rows);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** 0.25 → `1/4`, 0.0123 → `1/81`; 0.6 stays as it is. */
export const fraction = (ratio: number): string =>
  ratio > 0 && ratio <= 0.5 ? `1/${decimal(1 / ratio)}` : ratio.toFixed(2);

export const whole = (n: number): string => Math.round(n).toLocaleString('en-US');

/** Three digits that count. */
export const decimal = (n: number): string => (n >= 100 ? whole(n) : `${Number(n.toPrecision(3))}`);

export const time = (ms: number): string => (ms >= 1000 ? `${decimal(ms / 1000)} s` : `${decimal(ms)} ms`);

export const megabytes = (bytes: number): string => `${decimal(bytes / 1e6)} MB`;
