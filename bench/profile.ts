// Where a training step's time goes: every command of the recorded step again, each in a pass of its own between two
// timestamps, summed over the kernels' names. And what the device could do at best.
import { openGpuEngine } from '../src/engine/engine';
import type { RecordedCommand } from '../src/engine/gpu/recorder';
import { LabError } from '../src/lab/errors';
import { cases, makeWork } from './cases';
import { startLab } from './lab';
import { Meter } from './meter';
import { table } from './report';
import { median, type ModelName } from './results';
import { measureRoofline } from './roofline';
import { commandMs } from './timestamps';

const mostShapes = 25;

interface Line {
  readonly name: string;
  dispatches: number;
  ms: number;
}

/** Markdown tables of the model's smallest case. */
export async function profile(model: ModelName): Promise<string> {
  const benchCase = cases.find((one) => one.model === model);
  const engine = await openGpuEngine(navigator.gpu);
  if (!benchCase || !engine.gpu) throw new LabError('no-gpu', 'The profile needs WebGPU.');
  const { device, software } = engine.gpu;
  const work = makeWork(benchCase);
  const meter = new Meter(device);
  const start = performance.now();
  const lab = await startLab(engine, work, meter);
  const started = performance.now();
  await lab.step();
  const recorded = performance.now();
  const { commands, submits, uploadedBytes } = await meter.count(() => lab.step());
  const times = device.features.has('timestamp-query')
    ? // A hardware GPU's clock is coarser than a kernel: time many.
      await medianTimes(() => commandMs(device, commands, software ? 1 : 32))
    : null;
  const total = times?.reduce((sum, ms) => sum + ms, 0) ?? NaN;
  const from = performance.now();
  await lab.step();
  const stepMs = performance.now() - from;
  const { flopsPerMs, bytesPerMs } = await measureRoofline(engine.gpu);
  lab.dispose();
  engine.close();
  const show = (lines: readonly Line[]): string =>
    table(
      ['kernel', 'dispatches', 'ms', 'share'],
      lines.map(({ name, dispatches, ms }) => [
        name,
        `${dispatches}`,
        times ? ms.toFixed(3) : '–',
        times ? `${((100 * ms) / total).toFixed(1)} %` : '–',
      ]),
    );
  return [
    `${model}, batch ${benchCase.batch}, on ${engine.adapterName}`,
    show(sumUp(commands, times, familyOf)),
    `The ${mostShapes} slowest, by shape:`,
    show(sumUp(commands, times, nameOf).slice(0, mostShapes)),
    [
      `Start-up and compilation take ${(started - start).toFixed(0)} ms, the first step, which is recorded,`,
      `${(recorded - started).toFixed(0)} ms.`,
      `A replayed step takes ${stepMs.toFixed(1)} ms, its kernels ${total.toFixed(1)} ms one by one.`,
      `${commands.length} commands in ${submits} submits, ${uploadedBytes} bytes uploaded.`,
      `The step needs ${(work.flops / 1e9).toFixed(2)} GFLOP. The device reaches ${(flopsPerMs / 1e6).toFixed(1)} GFLOP/s`,
      `in registers and copies ${(bytesPerMs / 1e6).toFixed(1)} GB/s: no step can be shorter than`,
      `${(work.flops / flopsPerMs).toFixed(1)} ms.`,
    ].join('\n'),
  ].join('\n\n');
}

/** Of three measurements, command by command: other work on the machine hits some of them. */
async function medianTimes(measure: () => Promise<readonly number[]>): Promise<number[]> {
  const [first, second, third] = [await measure(), await measure(), await measure()];
  return first.map((ms, i) => median([ms, second[i] ?? NaN, third[i] ?? NaN]));
}

const nameOf = (command: RecordedCommand): string => (command.kind === 'dispatch' ? command.name : 'copy');

/** The kernel without its shapes: the words before the first one with an arrow, a list or a product. */
const familyOf = (command: RecordedCommand): string => nameOf(command).replace(/ \S*(→|,|\dx\d+x).*$/, '');

/** Slowest first, without times in order of count. */
function sumUp(
  commands: readonly RecordedCommand[],
  times: readonly number[] | null,
  keyOf: (command: RecordedCommand) => string,
): Line[] {
  const lines = new Map<string, Line>();
  commands.forEach((command, i) => {
    const name = keyOf(command);
    const line = lines.get(name) ?? { name, dispatches: 0, ms: 0 };
    line.dispatches++;
    line.ms += times?.[i] ?? 0;
    lines.set(name, line);
  });
  return [...lines.values()].toSorted((a, b) => b.ms - a.ms || b.dispatches - a.dispatches);
}
