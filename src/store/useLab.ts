// The store for React: one store in a context, read through selectors.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { FieldKey, LabConfig } from '../lab/fields';
import type { Lab, LabActions, LabStore } from './labStore';

export const LabContext = createContext<LabStore | null>(null);

/** The store itself, for handlers that read it only when called. @throws Error outside of a LabContext. */
export function useLabStore(): LabStore {
  const store = useContext(LabContext);
  if (!store) throw new Error('useLab needs a LabContext above it.');
  return store;
}

/** A part of the state; the component is drawn again when it changes. */
export const useLab = <Part>(select: (lab: Lab) => Part): Part => useStore(useLabStore(), select);

export const useSetting = <K extends FieldKey>(key: K): LabConfig[K] => useLab((lab) => lab.config[key]);

export const useActions = (): LabActions => useLab((lab) => lab.actions);
