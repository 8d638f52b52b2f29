// A component that is fetched when it is first drawn, or ahead of that, and says so where it cannot be had.
import { createElement, Suspense, use, type ComponentType, type ReactNode } from 'react';
import { late } from '../state/late';
import { PartBoundary } from './PartBoundary';

/** @param frame what stands around the note of a failure */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  frame: (note: ReactNode, props: Props) => ReactNode = (note) => note,
): ComponentType<Props> {
  // React's own `lazy` keeps a failure for ever.
  const get = late(load);
  function Fetched(props: Props) {
    return createElement(use(get()), props);
  }
  return function LatePart(props: Props) {
    return (
      <PartBoundary frame={(note) => frame(note, props)}>
        <Suspense>
          <Fetched {...props} />
        </Suspense>
      </PartBoundary>
    );
  };
}
