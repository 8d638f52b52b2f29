import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { fields } from '../../../lab/fields';
import { objectiveFormula } from './objectiveFormula';

describe('the objective as a formula', () => {
  it('is L_simple for the textbook (DDPM eq. 14)', () => {
    const settings = { predictionType: 'epsilon', loss: 'mse', weighting: 'none', process: 'ddpm' } as const;
    expect(objectiveFormula(settings)).toBe(
      'L = \\mathbb{E}\\; \\left\\| \\varepsilon - \\varepsilon_\\theta(x_t, t) \\right\\|^2',
    );
  });

  it('is legal TeX for every choice', () => {
    for (const predictionType of fields.predictionType.choices) {
      for (const loss of fields.loss.choices) {
        for (const weighting of fields.weighting.choices) {
          const tex = objectiveFormula({ predictionType, loss, weighting, process: 'corrupt' });
          expect(katex.renderToString(tex, { throwOnError: true })).toContain('katex');
        }
      }
    }
  });
});
