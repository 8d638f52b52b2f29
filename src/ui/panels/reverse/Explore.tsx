// One noise under other wishes: a column for each strength of guidance, and films from one noise or class to another.
import { Button, Group, Slider, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wishes, type Exploration, type Wish } from '../../../lab/explorations';
import type { ExploringPhase } from '../../../store/state';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { samplingNeed } from '../../hooks/needs';
import { FailureText } from '../../parts/FailureRemark';
import { NeedButton } from '../../parts/NeedButton';
import { PixelGrid } from '../../parts/PixelGrid';
import { Remark } from '../../parts/Remark';
import { sideBySide } from './sideBySide';
import classes from './reverse.module.css';

type Done = Extract<ExploringPhase, { kind: 'done' }>;

interface FilmProps {
  readonly what: Wish;
  readonly done: Done;
}

const ofClasses: readonly Wish[] = ['guidance', 'class'];

const wishOf = (exploration: Exploration): Wish | null =>
  'picture' in exploration ? null : exploration.what;

function Film({ what, done }: FilmProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { places, frames } = done;
  const [chosen, setChosen] = useState(0);
  const all = useMemo(() => sideBySide(frames), [frames]);
  const frame = frames[chosen];
  const place = places[chosen] ?? 0;
  const guided = t('reverse.explore.atGuidance', { scale: format.number(place) });
  const atGuidance = place === 0 ? t('reverse.explore.atNull') : guided;
  const atShare = t('reverse.explore.atShare', { percent: format.percent(place) });
  const atSteps = t('reverse.explore.atSteps', { steps: format.whole(place) });
  const words = { guidance: atGuidance, steps: atSteps, noise: atShare, class: atShare }[what];
  if (!all || !frame) return null;
  return (
    <div className={classes.explored} data-testid="explored">
      <PixelGrid pictures={all} columns={frames.length} label={t(`reverse.explore.${what}Label`)} />
      <Slider
        size="sm"
        label={null}
        thumbLabel={t('reverse.explore.slider')}
        thumbValueText={words}
        min={0}
        max={frames.length - 1}
        value={chosen}
        onChange={setChosen}
      />
      <Text size="xs" c="dimmed" data-testid="explored-place">
        {words}
      </Text>
      <PixelGrid pictures={frame} columns={frame.count} label={words} testId="explored-frame" />
    </div>
  );
}

export function Explore() {
  const { t } = useTranslation();
  const format = useFormat();
  const { explore, stopExploring } = useActions();
  const phase = useLab((lab) => lab.exploring);
  const what = phase.kind === 'none' ? null : wishOf(phase.exploration);
  const need = useLab(samplingNeed);
  const conditional = useLab(({ model }) => model?.config.classConditional === true);
  const hasModel = useLab(({ model }) => model !== null);
  if (!hasModel) return null;
  return (
    <section aria-label={t('reverse.explore.title')}>
      {what && phase.kind === 'drawing' ? (
        <Button size="xs" variant="default" onClick={stopExploring}>
          {t('reverse.explore.stop', { percent: format.percent(phase.done / phase.total) })}
        </Button>
      ) : (
        <Group gap="xs" className={classes.more}>
          {wishes
            .filter((wish) => conditional || !ofClasses.includes(wish))
            .map((wish) => (
              <NeedButton
                key={wish}
                size="xs"
                variant="default"
                need={need}
                onClick={() => explore({ what: wish })}
                data-testid={`explore-${wish}`}
              >
                {t(`reverse.explore.${wish}`)}
              </NeedButton>
            ))}
        </Group>
      )}
      {what && phase.kind === 'failed' && (
        <Remark kind="warning">
          <FailureText failure={phase.failure} />
        </Remark>
      )}
      {what && phase.kind === 'done' && <Film key={what} what={what} done={phase} />}
    </section>
  );
}
