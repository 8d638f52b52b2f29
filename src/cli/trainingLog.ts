// The log of a training run, one JSON object a step and line: `lab train` writes it, `lab plot` reads it.
import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import type { TrainingReport } from '../engine/training/report';
import { LabError } from '../lab/errors';

export class TrainingLog {
  /** Why lines are missing from the file. */
  failure: LabError | null = null;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Begins a log anew. */
  static async open(path: string): Promise<TrainingLog> {
    return new TrainingLog(path, await open(path, 'w'));
  }

  /** @param seconds since the training began. Never throws: a training is worth more than its log. */
  async add(report: TrainingReport, seconds: number): Promise<void> {
    if (this.failure) return;
    const lines = Array.from(report.losses, (loss, i) => {
      const line = {
        step: report.step - report.losses.length + i + 1,
        loss,
        gradientNorm: report.gradientNorms[i],
        quartiles: [...report.quartileLosses.subarray(4 * i, 4 * i + 4)],
        seconds: Number(seconds.toFixed(3)),
      };
      return `${JSON.stringify(line)}\n`;
    });
    await this.file.appendFile(lines.join('')).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.failure = new LabError('bad-file', `The log ${this.path} is not whole (${reason}).`, { cause });
    });
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

export interface LoggedLoss {
  readonly step: number;
  /** NaN where the log has none. */
  readonly loss: number;
}

export interface ParsedLog {
  readonly losses: readonly LoggedLoss[];
  /** The last line is incomplete and was left out. */
  readonly cut: boolean;
}

/** What is no number becomes null in JSON. */
const lineSchema = z.object({ step: z.number().int().optional(), loss: z.number().nullable() });

/**
 * Reads a log, one that is still being written too.
 * @throws LabError `bad-file` naming the line that is no line of a log, or when there is no loss at all.
 */
export function parseTrainingLog(path: string, text: string): ParsedLog {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const losses: LoggedLoss[] = [];
  let cut = false;
  for (const [i, line] of lines.entries()) {
    const parsed = lineSchema.safeParse(fromJson(line));
    if (parsed.success) {
      losses.push({ step: parsed.data.step ?? i + 1, loss: parsed.data.loss ?? Number.NaN });
    } else if (i === lines.length - 1 && i > 0) {
      cut = true;
    } else {
      const expected = 'expected the lines that lab train writes with --log, {"step": 1, "loss": 0.5, …}';
      throw new LabError('bad-file', `Line ${i + 1} of ${path} has no loss, ${expected}.`);
    }
  }
  if (!losses.some(({ loss }) => loss > 0)) {
    throw new LabError('bad-file', `${path} has no loss above 0, so that there is nothing to draw.`);
  }
  return { losses, cut };
}

function fromJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
