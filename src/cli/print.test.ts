import { afterEach, describe, expect, it, vi } from 'vitest';
import { print } from './print';
import { shell } from './testLab';

afterEach(() => vi.restoreAllMocks());

describe('standard output', () => {
  // The number of bytes that a file gets; a pipe holds 65,536.
  it('is whole through a slow pipe', async () => {
    const { code, stdout } = await shell('lab schedule --timesteps 1000 --json | (sleep 2; wc -c)');
    expect([code, Number(stdout)]).toEqual([0, 119_676]);
  });

  it.each([
    'schedule --timesteps 4000 --json | head -c 1',
    'params | true',
    'denoise --with linear --dataset strokes --images 50 --json | true',
    'plane --rounds 1 --points 1 | true',
    '--help | true',
  ])('ends in silence when the reader leaves: lab %s', async (line) => {
    expect(await shell(`lab ${line}`)).toMatchObject({ code: 0, stderr: '' });
  });

  it('carries the exit code of what was refused', async () => {
    const { code, stdout, stderr } = await shell('lab schedule --timesteps many | cat');
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
  });

  it('says so where it cannot be written', async () => {
    vi.spyOn(process.stdout, 'write').mockImplementation((_text, done: unknown) => {
      (done as (error: Error) => void)(new Error('ENOSPC: no space left on device, write'));
      return false;
    });
    await expect(print('much')).rejects.toMatchObject({
      code: 'bad-file',
      message: 'The output cannot be written (ENOSPC: no space left on device, write).',
    });
  });
});
