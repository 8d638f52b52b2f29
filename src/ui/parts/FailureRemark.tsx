// What failed, in the panel that it belongs to: what happened, why, and the way out.
import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../lab/errors';
import { needsNewWorker, type FailingPart } from '../../store/device';
import { useActions, useLab } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { Remark } from './Remark';
import { TechnicalDetails } from './TechnicalDetails';

/** Where nothing is lost, what the button does: begins again, asks again, or takes the remark away. */
const wayOut = {
  device: 'training.again',
  data: 'app.tryAgain',
  training: 'training.again',
  sampling: 'app.close',
  modelFile: 'app.close',
} as const satisfies Record<FailingPart, string>;

export function FailureText({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  return (
    <>
      <Text size="sm" fw={600}>
        {t(`errors.${failure.code}`)}
      </Text>
      {failure.reason ? (
        <Text size="sm">{words(failure)}</Text>
      ) : (
        <TechnicalDetails text={failure.sentence} />
      )}
    </>
  );
}

export interface FailureRemarkProps {
  readonly part: FailingPart;
  /** Other ways out. */
  readonly children?: ReactNode;
}

export function FailureRemark({ part, children }: FailureRemarkProps) {
  const { t } = useTranslation();
  const { recover } = useActions();
  const phase = useLab((lab) => lab[part]);
  if (phase.kind !== 'failed') return null;
  return (
    <Remark kind="warning" testId="failure">
      <FailureText failure={phase.failure} />
      <Group gap="xs" mt={6}>
        {children}
        <Button size="xs" variant="light" onClick={() => recover(part)}>
          {t(needsNewWorker(phase) ? 'training.again' : wayOut[part])}
        </Button>
      </Group>
    </Remark>
  );
}
