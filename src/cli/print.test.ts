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

  it('ends in silence when the reader leaves', async () => {
    const { code, stderr } = await shell('lab schedule --timesteps 4000 --json | head -c 1');
    expect([code, stderr]).toEqual([0, '']);
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
