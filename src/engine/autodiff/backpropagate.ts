// The walk back over tfjs's tape, in the place of tfjs's own. Where a map is used several times, what has come back for
// it so far is handed to the kernel that makes the next part of its gradient (`takeAddends`), which adds it where it
// writes; tfjs gives every addition a kernel of its own. Each tensor is freed as soon as nothing needs it any more.
import { add, engine, ones, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';

/** What we use of tfjs's tape beyond its public type (tfjs 4.22; covered by backpropagate.gpu.test.ts). */
interface TapeNode {
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved?: readonly Tensor[];
  readonly gradient?: (dys: readonly (Tensor | null)[]) => Readonly<Record<string, () => Tensor>>;
}

interface TapeInternals {
  startTape(): void;
  endTape(): void;
  readonly state: { activeTape: readonly TapeNode[] | null };
}

export interface ValueAndGradients<T extends Tensor> {
  readonly value: T;
  /** One for each tensor that was asked about, in order; undefined where the value does not depend on it. */
  readonly gradients: readonly (Tensor | undefined)[];
}

/** f() and its gradient with respect to each of `xs`; what f makes besides is disposed. Not to be nested. */
export function valueAndGradients<T extends Tensor = Scalar>(
  f: () => T,
  xs: readonly Tensor[],
): ValueAndGradients<T> {
  const tf = engine() as unknown as TapeInternals;
  tf.startTape();
  let value: T;
  try {
    value = tidy(f);
  } finally {
    tf.endTape();
  }
  const tape = tf.state.activeTape ?? [];
  tf.state.activeTape = null;
  const walk = new Walk(tape, value, xs);
  walk.add(value, ones(value.shape));
  current = walk;
  try {
    for (const node of tape.toReversed()) walk.through(node);
  } finally {
    current = null;
  }
  return { value, gradients: xs.map((x) => walk.sum(x) ?? undefined) };
}

let current: Walk | null = null;

/**
 * For a kernel that computes a gradient of x: up to `most` tensors that it adds to what it writes. They are other parts
 * of the same gradient; the walk disposes them.
 */
export const takeAddends = (x: Tensor, most: number): readonly Tensor[] => current?.take(x, most) ?? [];

/** Whether a single operation of the walk under way reads x: its gradient is then the whole one. */
export const isReadOnce = (x: Tensor): boolean => current?.readers.get(x.dataId) === 1;

/** Whether anybody asks for the gradient of x. True outside {@link valueAndGradients}. */
export const isWanted = (x: Tensor): boolean => current?.dependent.has(x.id) ?? true;

class Walk {
  /** How many nodes that lead to the value read what a tensor holds. */
  readonly readers = new Map<object, number>();
  /** What the parameters lead to, themselves included. */
  readonly dependent: Set<number>;
  /** Parts of a gradient that have come back, whose sum it is. */
  private readonly parts = new Map<number, Tensor[]>();
  private taken: Tensor[] = [];

  constructor(tape: readonly TapeNode[], value: Tensor, xs: readonly Tensor[]) {
    this.dependent = new Set(xs.map(({ id }) => id));
    for (const { inputs, outputs } of tape) {
      if (!Object.values(inputs).some(({ id }) => this.dependent.has(id))) continue;
      for (const { id } of outputs) this.dependent.add(id);
    }
    // What tfjs saves it clones, and puts that on the tape as well: it leads nowhere.
    const leading = new Set([value.id]);
    for (const { inputs, outputs } of tape.toReversed()) {
      if (!outputs.some(({ id }) => leading.has(id))) continue;
      for (const { id } of Object.values(inputs)) leading.add(id);
      for (const data of new Set(Object.values(inputs).map(({ dataId }) => dataId)))
        this.readers.set(data, (this.readers.get(data) ?? 0) + 1);
    }
  }

  add(x: Tensor, part: Tensor): void {
    const parts = this.parts.get(x.id);
    if (parts) parts.push(part);
    else this.parts.set(x.id, [part]);
  }

  take(x: Tensor, most: number): readonly Tensor[] {
    const addends = this.parts.get(x.id)?.splice(0, most) ?? [];
    this.taken.push(...addends);
    return addends;
  }

  /** The gradient of x, whose parts are forgotten; null if none came back. */
  sum(x: Tensor): Tensor | null {
    const [first, ...others] = this.parts.get(x.id) ?? [];
    this.parts.delete(x.id);
    if (!first) return null;
    return others.reduce((total, part) => {
      const next = add(total, part);
      total.dispose();
      part.dispose();
      return next;
    }, first);
  }

  /** From the gradients of a node's outputs to parts of the gradients of its inputs. */
  through({ kernelName, inputs, outputs, saved, gradient }: TapeNode): void {
    const dys = outputs.map((y) => this.sum(y));
    const wanted = Object.entries(inputs).filter(([, { id }]) => this.dependent.has(id));
    if (wanted.length > 0 && dys.some((dy) => dy !== null)) {
      if (!gradient) throw new LabError('internal', `The operation ${kernelName} has no gradient.`);
      const found = tidy(() => {
        const gradients = gradient(dys);
        return wanted.map(([name]) => {
          const dx = gradients[name]?.();
          if (!dx) throw new LabError('internal', `${kernelName} has no gradient of its input ${name}.`);
          return dys.includes(dx) ? dx.clone() : dx;
        });
      });
      wanted.forEach(([, x], i) => {
        const part = found[i];
        if (part) this.add(x, part);
      });
    }
    for (const tensor of [...dys, ...this.taken, ...(saved ?? [])]) tensor?.dispose();
    this.taken = [];
  }
}
