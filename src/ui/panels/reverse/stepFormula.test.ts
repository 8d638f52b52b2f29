import { describe, expect, it } from 'vitest';
import { stepFormula } from './stepFormula';

const format = (value: number): string => value.toFixed(2);

describe('the formula of a sampler step', () => {
  it('writes the terms with their signs', () => {
    expect(stepFormula({ x: 0.98, x0: 0.06, eps: -0.04 }, format)?.plain).toBe(
      'x ← 0.98·x + 0.06·x0 - 0.04·eps',
    );
    expect(stepFormula({ eps: -0.5, x: 1 }, format)?.tex).toBe(
      'x_{\\mathrm{next}} = -0.50\\,\\hat\\varepsilon + 1.00\\,x_t',
    );
  });

  it('leaves out what has no part in it', () => {
    expect(stepFormula({ x: 0, noise: 0 }, format)).toBeNull();
    expect(stepFormula({}, format)).toBeNull();
  });
});
