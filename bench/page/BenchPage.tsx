// Any visitor measures his machine, and copies what came of it for an issue.
import { Button, Checkbox, CopyButton, Group, Progress, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureText } from '../../src/ui/parts/FailureRemark';
import { Remark } from '../../src/ui/parts/Remark';
import { modelNames, type ModelName } from '../results';
import classes from './bench.module.css';
import { MachineFacts } from './MachineFacts';
import type { Wish } from './protocol';
import { machineMarkdown } from './report';
import { StepsTable } from './StepsTable';
import { benchNamespace, useBenchTexts } from './texts';
import { useBench, type Bench } from './useBench';

interface WishesProps {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
  readonly onStart: () => void;
  readonly again: boolean;
}

function Wishes({ wish, onChange, onStart, again }: WishesProps) {
  const { t } = useTranslation([benchNamespace, 'translation']);
  const { models, peer } = wish;
  const toggle = (model: ModelName): void =>
    onChange({ ...wish, models: modelNames.filter((one) => models.includes(one) !== (one === model)) });
  return (
    <>
      <div className={classes.wishes} role="group" aria-label={t('networks')}>
        {modelNames.map((model) => (
          <Checkbox
            key={model}
            label={t(`choices.model.${model}`, { ns: 'translation' })}
            checked={models.includes(model)}
            onChange={() => toggle(model)}
          />
        ))}
        <Checkbox label={t('peer')} checked={peer} onChange={() => onChange({ ...wish, peer: !peer })} />
      </div>
      <Text size="xs" c="dimmed">
        {t('slow')}
      </Text>
      <Button onClick={onStart} data-testid="bench-start">
        {t(again ? 'again' : 'start')}
      </Button>
    </>
  );
}

function Running({ bench, wish }: { readonly bench: Bench; readonly wish: Wish }) {
  const { t } = useTranslation([benchNamespace, 'translation']);
  const { progress, stop } = bench;
  if (progress.kind !== 'running') return null;
  const { part, parts, line } = progress;
  const model = wish.models[part - 1];
  const what = model ? t(`choices.model.${model}`, { ns: 'translation' }) : t('machinePart');
  const words = t('part', { part: part + 1, parts, what });
  return (
    <>
      <Text size="sm" role="status">
        {words}
      </Text>
      <Progress value={(100 * part) / parts} className={classes.bar} aria-label={words} animated />
      <Text size="xs" c="dimmed" lang="en" className="number">
        {line || '…'}
      </Text>
      <Button variant="default" onClick={stop} data-testid="bench-stop">
        {t('stop')}
      </Button>
    </>
  );
}

export function BenchPage() {
  useBenchTexts();
  const { t } = useTranslation(benchNamespace);
  const bench = useBench();
  const { progress, machine, results, start } = bench;
  const [wish, setWish] = useState<Wish>({ models: modelNames, peer: true });
  const running = progress.kind === 'running';
  return (
    <main className={classes.page} data-testid="bench" data-state={progress.kind}>
      <title>{`${t('title')} · Diffusion Lab`}</title>
      <a href="./">{t('back')}</a>
      <Title order={1} size="h2">
        {t('title')}
      </Title>
      <Text>{t('lead')}</Text>
      {running ? (
        <Running bench={bench} wish={wish} />
      ) : (
        <Wishes wish={wish} onChange={setWish} onStart={() => start(wish)} again={progress.kind !== 'idle'} />
      )}
      {progress.kind === 'failed' && (
        <Remark kind="warning" testId="bench-failed">
          <FailureText failure={progress.failure} />
        </Remark>
      )}
      {(progress.kind === 'done' || progress.kind === 'stopped') && (
        <Text size="sm" role="status">
          {t(progress.kind)}
        </Text>
      )}
      {machine && <MachineFacts machine={machine} />}
      {machine && results.length > 0 && <StepsTable machine={machine} results={results} />}
      {machine && (
        <Group>
          <CopyButton value={machineMarkdown(machine, results, navigator.userAgent)}>
            {({ copied, copy }) => (
              <Button variant="light" onClick={copy} data-testid="bench-copy">
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
    </main>
  );
}
