// The page with everything it stands on: theme and store.
import { MantineProvider } from '@mantine/core';
import type { LabStore } from '../../store/labStore';
import { LabContext } from '../../store/useLab';
import { latePart } from '../parts/latePart';
import { PartBoundary } from '../parts/PartBoundary';
import { useView } from '../state/view';
import { Shell } from './Shell';
import { cssVariables, theme } from '../theme';

const KitShell = latePart(async () => (await import('./KitShell')).KitShell);
const EmbedShell = latePart(async () => (await import('./EmbedShell')).EmbedShell);

export interface AppProps {
  readonly store: LabStore;
}

export function App({ store }: AppProps) {
  const embed = useView((view) => view.embed);
  const kit = useView((view) => view.kit);
  // Paper is white.
  const linked = useView((view) => (view.kit ? 'light' : view.theme));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(linked && { forceColorScheme: linked })}
    >
      <LabContext value={store}>
        <PartBoundary>
          {kit ? <KitShell document={kit} /> : embed ? <EmbedShell embed={embed} /> : <Shell />}
        </PartBoundary>
      </LabContext>
    </MantineProvider>
  );
}
