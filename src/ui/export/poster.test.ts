import { describe, expect, it } from 'vitest';
import { drawPoster, type Poster, type PosterChart } from './poster';

const chart = (values: readonly number[]): PosterChart => ({
  words: 'a & b',
  xLabel: 't',
  lines: [{ x: values.map((_, i) => i), values, colour: '#000' }],
  range: [0, 1],
  format: String,
});

const poster: Poster = {
  title: 'Diffusion <Lab>',
  facts: 'T = 200',
  strip: { address: 'data:image/png;base64,AA', words: 'strip' },
  samples: { address: 'data:image/png;base64,BB', words: 'samples' },
  curves: chart([1, 0]),
  loss: chart([0.5, 0.25, 0.5]),
};

describe('a poster', () => {
  it('holds both pictures, both charts and its words, as XML', () => {
    const svg = drawPoster(poster);
    expect(svg).toContain('Diffusion &lt;Lab>');
    expect(svg).toContain('a &amp; b');
    expect(svg.match(/<image /g)).toHaveLength(2);
    expect(svg.match(/<path /g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it('puts a line where its values are: from the top left to the bottom right of its chart', () => {
    const [, d = ''] = /<path d="([^"]*)"/.exec(drawPoster({ ...poster, loss: null })) ?? [];
    expect(d).toBe('M96,370L549,540');
  });
});
