// The optimiser from stock tfjs operations, with the formulas of program.ts: WebGL's path and the oracle in tests.
import {
  add,
  div,
  mul,
  sqrt,
  square,
  sub,
  sum,
  tidy,
  variable,
  zerosLike,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { Matrix } from '../muon/matrices';
import { moveByMuon } from '../muon/reference';
import type { TrainingControl } from '../../gpu/control';

export interface AppliedStep {
  readonly gradientNorm: number;
  readonly finite: boolean;
}

/** Of each parameter one, in the same order. */
export interface AdamVariables {
  readonly weights: readonly Variable[];
  /** Null for none. */
  readonly average: readonly Variable[] | null;
  readonly m: readonly Variable[];
  readonly v: readonly Variable[];
  /** Of each parameter those that Muon moves instead, with `m` as momentum; none by default. */
  readonly matrices?: readonly (readonly Matrix[])[];
}

export class StockAdam {
  private accumulators: readonly Variable[] | null = null;

  /** The variables stay the caller's. */
  constructor(private readonly variables: AdamVariables) {}

  /**
   * As {@link Adam.apply}. Waits for the norm of the gradient.
   * @param gradients one for each of the weights, in order; they stay the caller's.
   */
  async apply(gradients: readonly Tensor[], control: TrainingControl): Promise<AppliedStep> {
    const taken = this.accumulate(gradients, control);
    // Not addN: tfjs binds all its inputs in one dispatch, and a model has more parameters than a shader has buffers.
    const norm = tidy(() => sqrt(taken.map((g) => sum(square(g))).reduce((a, b) => add(a, b))));
    const [gradientNorm = NaN] = await norm.data<'float32'>();
    norm.dispose();
    const finite = Number.isFinite(gradientNorm);
    if (finite && control.microStep === control.microSteps - 1) {
      const { gradientClip } = control;
      const scale = gradientClip > 0 ? Math.min(1, gradientClip / (gradientNorm + 1e-6)) : 1;
      taken.forEach((gradient, i) => tidy(() => this.move(i, mul(gradient, scale), control)));
    }
    return { gradientNorm, finite };
  }

  dispose(): void {
    for (const sum of this.accumulators ?? []) sum.dispose();
  }

  private accumulate(
    gradients: readonly Tensor[],
    { microStep, microSteps }: TrainingControl,
  ): readonly Tensor[] {
    if (microSteps === 1) return gradients;
    const sums = (this.accumulators ??= gradients.map((g) => tidy(() => variable(zerosLike(g), false))));
    sums.forEach((total, i) => {
      const gradient = gradients[i];
      if (!gradient) return;
      tidy(() => {
        const share = mul(gradient, 1 / microSteps);
        total.assign(microStep === 0 ? share : add(total, share));
      });
    });
    return sums;
  }

  private move(i: number, gradient: Tensor, control: TrainingControl): void {
    const { weights, average: averages, matrices: all = [] } = this.variables;
    const [value, m, v, matrices = []] = [weights[i], this.variables.m[i], this.variables.v[i], all[i]];
    if (!value || !m || !v) return;
    if (matrices.length > 0) moveByMuon(value, m, { gradient, matrices, step: control.muonLearningRate });
    else moveByAdam({ value, m, v }, gradient, control);
    const average = averages?.[i];
    const { emaDecay } = control;
    average?.assign(add(mul(average, emaDecay), mul(value, 1 - emaDecay)));
  }
}

function moveByAdam(
  { value, m, v }: Readonly<Record<'value' | 'm' | 'v', Variable>>,
  gradient: Tensor,
  { beta1, beta2, epsilon, learningRate, weightDecay, optimizerStep }: TrainingControl,
): void {
  m.assign(add(m, mul(sub(gradient, m), 1 - beta1)));
  v.assign(add(mul(v, beta2), mul(square(gradient), 1 - beta2)));
  const stepSize = learningRate / (1 - beta1 ** optimizerStep);
  const denominator = add(div(sqrt(v), Math.sqrt(1 - beta2 ** optimizerStep)), epsilon);
  value.assign(sub(mul(value, 1 - learningRate * weightDecay), mul(div(m, denominator), stepSize)));
}
