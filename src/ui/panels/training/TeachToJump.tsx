// Teach it to jump: a run that makes a model of many steps one of few, and the same noise before and after.
import { Text } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { canJump, jumpConfig, pairCount } from '../../../lab/jump';
import type { FewSteps } from '../../../store/state';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { trainingNeed } from '../../hooks/needs';
import { NeedButton } from '../../parts/NeedButton';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './training.module.css';

interface RowsProps {
  readonly before: FewSteps;
  readonly after: FewSteps | null;
}

function Rows({ before, after }: RowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const sides = [
    ['before', before],
    ['after', after],
  ] as const;
  return (
    <div className={classes.jumps} data-testid="jumps">
      {before.places.flatMap((place, row) =>
        sides.map(([name, film]) => {
          const pictures = film?.frames[row];
          const words = { steps: format.whole(place) };
          return pictures ? (
            <Fragment key={`${place}-${name}`}>
              <Text size="xs" c="dimmed" className="number">
                {t(`training.jump.${name}`, words)}
              </Text>
              <PixelGrid
                pictures={pictures}
                columns={pictures.count}
                label={t(`training.jump.${name}Label`, words)}
              />
            </Fragment>
          ) : null;
        }),
      )}
    </div>
  );
}

export function TeachToJump() {
  const { t } = useTranslation();
  const format = useFormat();
  const { teach } = useActions();
  const jump = useLab((lab) => lab.jump);
  const need = useLab(trainingNeed);
  const config = useLab(({ model }) =>
    model && model.step > 0 && canJump(model.config) ? model.config : null,
  );
  if (!config && !jump) return null;
  return (
    <section className={classes.meter} aria-label={t('training.jump.title')}>
      {config && (
        <>
          <NeedButton
            size="xs"
            variant="default"
            leftSection={<IconRocket size={14} />}
            need={need}
            onClick={teach}
            data-testid="teach"
          >
            {t('training.jump.teach')}
          </NeedButton>
          <Text size="xs" c="dimmed">
            {t('training.jump.hint', { pairs: format.whole(pairCount(jumpConfig(config))) })}
          </Text>
        </>
      )}
      {jump && <Rows before={jump.before} after={jump.after} />}
    </section>
  );
}
