// Where bench.html begins.
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n, wantedLanguages } from '../../src/ui/i18n/i18n';
import { PartBoundary } from '../../src/ui/parts/PartBoundary';
import { cssVariables, theme } from '../../src/ui/theme';
import '../../src/ui/tokens.css';
import { BenchPage } from './BenchPage';

async function start(): Promise<void> {
  await startI18n(wantedLanguages(window.location.search));
  const root = document.getElementById('root');
  if (!root) throw new Error('bench.html has no #root.');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <PartBoundary>
          <Suspense>
            <BenchPage />
          </Suspense>
        </PartBoundary>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
