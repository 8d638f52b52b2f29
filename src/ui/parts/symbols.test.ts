import { expect, it } from 'vitest';
import { named, withSymbols } from './symbols';

it('names the factors of picture and noise in any formula', () => {
  const [signal, noise] = ['\\sqrt{\\bar\\alpha_t}', '\\sqrt{1-\\bar\\alpha_{80}}'];
  expect(withSymbols(`x = ${signal}\\,x_0 + ${noise}\\,\\varepsilon`)).toBe(
    `x = ${named('signal', signal)}\\,x_0 + ${named('noise', noise)}\\,\\varepsilon`,
  );
  expect(withSymbols('\\frac{\\sqrt{\\bar\\alpha}}{2}')).toBe(
    `\\frac{${named('signal', '\\sqrt{\\bar\\alpha}')}}{2}`,
  );
});

it('leaves alone what has a name, and what is no such factor', () => {
  for (const tex of [
    named('noise', '\\sqrt{1-\\bar\\alpha_t}'),
    '\\sqrt{\\alpha_t}',
    '\\bar\\alpha_t',
    '\\sqrt{2}',
  ])
    expect(withSymbols(tex)).toBe(tex);
});
