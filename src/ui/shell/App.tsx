// The page with everything it stands on: theme and store.
import { MantineProvider } from '@mantine/core';
import type { LabStore } from '../../store/labStore';
import { LabContext } from '../../store/useLab';
import { PartBoundary } from '../parts/PartBoundary';
import { Shell } from './Shell';
import { cssVariables, theme } from '../theme';

export interface AppProps {
  readonly store: LabStore;
}

export function App({ store }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <LabContext value={store}>
        <PartBoundary>
          <Shell />
        </PartBoundary>
      </LabContext>
    </MantineProvider>
  );
}
