// Panel 4: the reverse process as a film on the time ruler.
import { Badge, Button, Text } from '@mantine/core';
import { IconPlayerStop, IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frameAt, type Reel } from '../../../store/reel';
import type { LabState } from '../../../store/state';
import { useActions, useLab } from '../../../store/useLab';
import { sideWords, type Sides } from '../../hooks/sides';
import { useFormat } from '../../hooks/format';
import { useView } from '../../state/view';
import { FailureRemark } from '../../parts/FailureRemark';
import { samplingNeed } from '../../hooks/needs';
import { NeedButton } from '../../parts/NeedButton';
import { Panel } from '../Panel';
import { DigitPicker } from './DigitPicker';
import { EditSection } from './EditSection';
import { Explore } from './Explore';
import { Original } from './Original';
import { MoreSampling, type OtherSampler } from './MoreSampling';
import classes from './reverse.module.css';
import { SamplerControls } from './SamplerControls';
import { SampleDetail } from './SampleDetail';
import { SampleGrids } from './SampleGrids';
import { Transport } from './Transport';
import { useChosen } from './useChosen';
import { useClassOf } from './useClassOf';
import { useComparison } from './useComparison';
import { usePlayer } from './usePlayer';
import { usePlayerKeys } from './usePlayerKeys';

function SampleButton() {
  const { t } = useTranslation();
  const { sample, stopSampling } = useActions();
  const sampling = useLab((lab) => lab.sampling.kind === 'sampling');
  const need = useLab(samplingNeed);
  if (sampling) {
    return (
      <Button size="sm" variant="default" leftSection={<IconPlayerStop size={16} />} onClick={stopSampling}>
        {t('reverse.stop')}
      </Button>
    );
  }
  return (
    <NeedButton
      size="sm"
      variant={need === null ? 'filled' : 'default'}
      leftSection={<IconWand size={16} />}
      need={need}
      onClick={() => sample()}
      data-testid="sample"
    >
      {t('reverse.sample')}
    </NeedButton>
  );
}

interface FilmProps {
  readonly reel: Reel;
  readonly other: Reel | null;
  /** The other film is the one that was kept as A. */
  readonly pinned: boolean;
  readonly starts: boolean;
}

function Film({ reel, other, pinned, starts }: FilmProps) {
  const { t } = useTranslation();
  const player = usePlayer(reel, starts);
  usePlayerKeys(player);
  const time = useLab((lab) => lab.config.time);
  const [chosen, setChosen] = useChosen(reel);
  const classOf = useClassOf(reel);
  const frame = reel.frames[player.index];
  const beside = other && other.frames[frameAt(other.frames, other.config.timesteps, time)];
  const format = useFormat();
  const sides: Sides | null = other && (pinned ? { a: other, b: reel } : { a: reel, b: other });
  const names =
    sides && ([sideWords('A', sides, { t, format }), sideWords('B', sides, { t, format })] as const);
  return (
    <>
      {frame && (
        <SampleGrids
          frame={frame}
          other={beside && names ? { frame: beside, names, isA: pinned } : null}
          classOf={classOf}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <Original reel={reel} />
      <Transport reel={reel} player={player} />
      {frame && <SampleDetail frame={frame} reel={reel} at={player.index} chosen={chosen} />}
    </>
  );
}

/** Which model drew the film: the box's, the present one, or one that it has taken the place of. */
function sourceOf(reel: Reel | null, { recorded, model }: LabState): 'recording' | 'yours' | 'earlier' {
  if (reel === recorded) return 'recording';
  return reel?.run === model?.run ? 'yours' : 'earlier';
}

export function ReversePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const own = useLab((lab) => lab.reels.main);
  const recorded = useLab((lab) => lab.recorded);
  const starts = useView((view) => view.autoplay);
  const [otherSampler, setOtherSampler] = useState<OtherSampler>(null);
  const compared = useComparison(otherSampler);
  const pinned = useLab((lab) => (lab.pinned === lab.reels.main ? null : lab.pinned));
  const other = pinned ?? compared;
  const reel = own && own.frames.length > 0 ? own : recorded;
  const source = useLab((lab) => sourceOf(reel, lab));
  const busy = useLab(({ training: { kind } }) => kind === 'compiling' || kind === 'training');
  return (
    <Panel
      id="reverse"
      number={4}
      title={t('reverse.title')}
      subtitle={t('reverse.subtitle')}
      actions={<SampleButton />}
    >
      <div className={classes.top}>
        {reel && (
          <Badge
            variant="light"
            color={source === 'recording' ? 'noise' : 'signal'}
            tt="none"
            data-testid="reel-source"
          >
            {t(`reverse.${source}`, { run: reel.run, steps: format.whole(reel.trainingSteps) })}
          </Badge>
        )}
        <DigitPicker />
      </div>
      <SamplerControls />
      {busy && (
        <Text c="dimmed" size="sm">
          {t('reverse.pauseFirst')}
        </Text>
      )}
      <FailureRemark part="sampling" />
      {reel ? (
        <Film reel={reel} other={other} pinned={pinned !== null} starts={starts} />
      ) : (
        <div className={classes.empty}>
          <Text c="dimmed" size="sm">
            {t('reverse.empty')}
          </Text>
        </div>
      )}
      <MoreSampling other={otherSampler} onOther={setOtherSampler} />
      <Explore />
      <EditSection />
    </Panel>
  );
}
