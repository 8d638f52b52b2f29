// The code of a finished lesson, for the teacher.
import { Button, CopyButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Lesson } from './format';
import classes from './lessons.module.css';
import { readProgress } from './progress';
import { proofOf } from './proof';
import { lessonsNamespace } from './texts';

/** Nothing before the lesson is finished. It reads what is kept: draw it again when that changes. */
export function ProofCode({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation(lessonsNamespace);
  const code = proofOf(lesson, readProgress()[lesson.id]);
  if (code === null) return null;
  return (
    <div className={classes.proof}>
      <Text size="sm">
        {t('proof.yours')}{' '}
        <output className={classes.code} data-testid="proof-code">
          {code}
        </output>
      </Text>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy}>
            {t(copied ? 'proof.copied' : 'proof.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
