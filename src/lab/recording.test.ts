import { describe, expect, it } from 'vitest';
import { decodeRecording, encodeRecording, recordedFrames, type Recording } from './recording';

const recording: Recording = {
  header: {
    version: 1,
    count: 1,
    height: 1,
    width: 2,
    channels: 1,
    timesteps: 10,
    levels: [
      { timestep: 9, signal: 0, noise: 1 },
      { timestep: 4, signal: 0.6, noise: 0.8 },
      { timestep: -1, signal: 1, noise: 0 },
    ],
    trainingSteps: 2000,
    dataset: 'mnist',
  },
  xT: Float32Array.of(1.5, -2),
  predOriginalSamples: [Float32Array.of(0, 0.5), Float32Array.of(1, -1)],
};

describe('the recording', () => {
  it('comes back from its file to within the quantisation', async () => {
    const back = await decodeRecording(await encodeRecording(recording));
    expect(back.header).toEqual(recording.header);
    expect(Math.abs((back.xT[0] ?? 0) - 1.5)).toBeLessThan(4 / 255);
    expect(Math.abs((back.predOriginalSamples[0]?.[1] ?? 0) - 0.5)).toBeLessThan(1 / 63);
    expect([...(back.predOriginalSamples[1] ?? [])]).toEqual([1, -1]);
  });

  it('rebuilds every xₜ and ends on the last prediction', () => {
    const frames = [...recordedFrames(recording)];
    expect(frames.map((frame) => frame.timestep)).toEqual([9, 4, -1]);
    // By hand: ε = x_T (no signal there), so x₄ = 0.6 · x̂₀ + 0.8 · x_T.
    expect(frames[1]?.xt[0]).toBeCloseTo(0.8 * 1.5, 6);
    expect(frames[1]?.xt[1]).toBeCloseTo(0.6 * 0.5 + 0.8 * -2, 6);
    expect([...(frames[2]?.xt ?? [])]).toEqual([1, -1]);
  });

  it('refuses what is no recording', async () => {
    await expect(
      decodeRecording(new TextEncoder().encode('<!doctype html><html></html>')),
    ).rejects.toMatchObject({
      code: 'bad-file',
    });
    const file = await encodeRecording(recording);
    await expect(decodeRecording(file.slice(0, -3))).rejects.toMatchObject({ code: 'bad-file' });
  });
});
