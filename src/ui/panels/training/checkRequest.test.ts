import { describe, expect, it } from 'vitest';
import { firstPictures } from '../../shell/firstPictures';
import { checkRequest } from './checkRequest';

describe('the denoising check', () => {
  it('asks for the cursor and for eight levels up to the last step', () => {
    const clean = { count: 1, height: 28, width: 28, channels: 1, pixels: new Float32Array(784) };
    const { timesteps, images } = checkRequest(clean, firstPictures(), { position: 250, timesteps: 1000 });
    expect(timesteps).toEqual([249, 124, 249, 374, 499, 624, 749, 874, 999]);
    expect(images.count).toBe(timesteps.length);
    expect(images.pixels).toHaveLength(9 * 784);
  });

  it('stays within a very short table', () => {
    const clean = { count: 1, height: 28, width: 28, channels: 1, pixels: new Float32Array(784) };
    const { timesteps } = checkRequest(clean, firstPictures(), { position: 1, timesteps: 2 });
    expect(Math.min(...timesteps)).toBe(0);
    expect(Math.max(...timesteps)).toBe(1);
  });
});
