// The commands of the closer looks: what they refuse, and one answer of each that needs no GPU.
import { describe, expect, it, vi } from 'vitest';
import { denoiseCommand } from './denoise';
import { nllCommand } from './nll';
import { planeCommand } from './plane';

/** What a command prints as JSON. */
async function printed(run: () => Promise<void>): Promise<Record<string, unknown>> {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
    written.push(String(text));
    const done = rest.find((one) => typeof one === 'function');
    done?.();
    return true;
  });
  try {
    await run();
  } finally {
    write.mockRestore();
  }
  return JSON.parse(written.join('')) as Record<string, unknown>;
}

describe('lab denoise', () => {
  const run = (...args: readonly string[]) => denoiseCommand.run(['--dataset', 'strokes', ...args]);

  it('refuses what it cannot do', async () => {
    await expect(run('--with', 'magic')).rejects.toThrow('expected optimal, linear, patch or model');
    await expect(run('--with', 'patch', '--patch', '4')).rejects.toThrow('expected an odd number');
    await expect(run('--time', '0')).rejects.toThrow('nothing to denoise');
    await expect(run('--with', 'model')).rejects.toThrow('--checkpoint FILE is missing');
    await expect(run('--process', 'corrupt')).rejects.toThrow('no Gaussian');
  });

  it('finds the picture again that it knows', async () => {
    const told = await printed(() => run('--images', '50', '--time', '0.3', '--image-index', '7', '--json'));
    expect(told['error']).toBeLessThan(1e-6);
    expect(told['seen']).toBe(50);
    expect(told['pulls']).toMatchObject([{ index: 7, weight: 1 }, ...Array.from({ length: 7 }, () => ({}))]);
  });
});

describe('lab plane', () => {
  it('trains and compares the scores', async () => {
    await expect(planeCommand.run(['--set', 'heart'])).rejects.toThrow('expected one of gaussians, moons');
    const told = await printed(() =>
      planeCommand.run(['--set', 'gaussians', '--rounds', '60', '--points', '10', '--json']),
    );
    expect(told).toMatchObject({ set: 'gaussians', steps: 60, t: 400 });
    expect(told['cosine']).toBeGreaterThan(0.95);
  });
});

describe('lab nll', () => {
  it('asks for a model', async () => {
    await expect(nllCommand.run([])).rejects.toThrow('--checkpoint FILE is missing');
  });
});
