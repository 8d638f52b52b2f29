// The plane: a set of points, a tiny network that learns it in seconds with the page's schedule, and all that can be seen in
// two dimensions and nowhere else: the cloud on its way into the noise, the score, and the ways of the points back.
import { Button, NativeSelect, Progress, SegmentedControl, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { predictions, type PredictionType } from '../../../../diffusion/objective/predict';
import { fieldAgreement } from '../../../../diffusion/plane/agreement';
import { fieldNames, type FieldName } from '../../../../diffusion/plane/fields';
import type { PlaneModel } from '../../../../diffusion/plane/model';
import { drawnSet, planeNames, planeSets } from '../../../../diffusion/plane/sets';
import { processOf } from '../../../../diffusion/process/index';
import { makeTables } from '../../../../diffusion/process/tables';
import { samplersOf } from '../../../../diffusion/samplers/index';
import type { SamplerName } from '../../../../diffusion/samplers/registry';
import { useLab } from '../../../../store/useLab';
import { useFormat } from '../../../hooks/format';
import { useTables } from '../../../hooks/tables';
import { usePosition } from '../../../hooks/time';
import { FailureText } from '../../../parts/FailureRemark';
import { Remark } from '../../../parts/Remark';
import closer from '../closer.module.css';
import { Facts } from '../Facts';
import { LabelledSlider } from '../LabelledSlider';
import { closerNamespace } from '../texts';
import classes from './plane.module.css';
import { planeConfig } from './planeConfig';
import { PlaneFigure } from './PlaneFigure';
import { PlaneLoss } from './PlaneLoss';
import { backScene, cloudScene, fieldScene } from './scenes';
import { usePlane } from './usePlane';

const axes = ['x', 'y'] as const;

const steps = 1500;
const objectives = Object.keys(predictions) as PredictionType[];
const choices = [...planeNames, 'drawn'] as const;
type Choice = (typeof choices)[number];

export function PlaneView() {
  const { t } = useTranslation(closerNamespace);
  const { t: words } = useTranslation();
  const format = useFormat();
  const lab = useLab((state) => state.config);
  const { problem } = useTables();
  const { position } = usePosition();
  const [choice, setChoice] = useState<Choice>('moons');
  const [drawing, setDrawing] = useState<readonly number[]>([]);
  const [objective, setObjective] = useState<PredictionType>('v_prediction');
  const [sampler, setSampler] = useState<SamplerName>(lab.sampler);
  const [samplingSteps, setSamplingSteps] = useState(30);
  const [field, setField] = useState<FieldName>('score');
  const plane = usePlane();
  const { trained, toDraw, busy, losses, frames, failure, sample } = plane;

  const set = useMemo(
    () => (choice === 'drawn' ? drawnSet(Float64Array.from(drawing)) : planeSets[choice]()),
    [choice, drawing],
  );
  const config = useMemo(() => planeConfig(lab, objective, sampler), [lab, objective, sampler]);
  const tables = useMemo(() => (problem ? null : makeTables(config)), [config, problem]);
  const model = useMemo<PlaneModel | null>(
    () =>
      trained && {
        parameters: trained.parameters,
        predictionType: trained.config.predictionType,
        tables: makeTables(trained.config),
      },
    [trained],
  );
  const at = Math.max(0, Math.min(position, tables?.timesteps ?? 1) - 1);
  const fits = trained?.set === set;
  const cloud = useMemo(
    () => set && tables && cloudScene({ set, tables, t: at, seed: lab.sampleSeed }),
    [set, tables, at, lab.sampleSeed],
  );
  const arrows = useMemo(
    () => set && tables && fieldScene({ field, set, tables, t: at, model: fits ? model : null }),
    [field, set, tables, at, model, fits],
  );
  const agreement = useMemo(() => {
    if (!model || !set || !fits) return null;
    const own = Math.min(at, model.tables.timesteps - 1);
    return fieldAgreement({ set, model, t: own, seed: lab.sampleSeed, field });
  }, [model, set, fits, at, lab.sampleSeed, field]);
  const back = useMemo(() => backScene(frames, position), [frames, position]);

  // Drawn anew under another sampler, too.
  useEffect(() => {
    if (toDraw)
      sample(planeConfig({ ...toDraw.config, samplingSteps }, toDraw.config.predictionType, sampler), 1000);
  }, [toDraw, sampler, samplingSteps, sample]);

  const draw = (x: number, y: number): void => setDrawing((before) => [...before, x, y]);
  const offered = samplersOf(processOf(config));
  const fieldAt = Math.max(1, position);
  return (
    <>
      <Text size="sm">{t('plane.intro')}</Text>
      <div className={closer.choices}>
        <NativeSelect
          size="xs"
          label={t('plane.set')}
          value={choice}
          onChange={({ currentTarget: { value } }) =>
            setChoice(choices.find((one) => one === value) ?? choice)
          }
          data={choices.map((value) => ({ value, label: t(`plane.sets.${value}`) }))}
        />
        <NativeSelect
          size="xs"
          label={words('fields.predictionType.label')}
          value={objective}
          onChange={({ currentTarget: { value } }) =>
            setObjective(objectives.find((one) => one === value) ?? objective)
          }
          data={objectives.map((value) => ({ value, label: words(`choices.predictionType.${value}`) }))}
        />
        <NativeSelect
          size="xs"
          label={words('fields.sampler.label')}
          value={config.sampler}
          onChange={({ currentTarget: { value } }) =>
            setSampler(offered.find((one) => one === value) ?? sampler)
          }
          data={offered.map((value) => ({ value, label: words(`choices.sampler.${value}`) }))}
        />
        <div className={closer.choice}>
          <LabelledSlider
            label={t('plane.steps')}
            name={t('plane.steps')}
            value={samplingSteps}
            written={String(samplingSteps)}
            min={2}
            max={Math.min(100, lab.timesteps)}
            step={1}
            onChange={setSamplingSteps}
          />
        </div>
        {busy ? (
          <Button size="xs" variant="default" onClick={plane.stop} data-testid="plane-stop">
            {t('stop')}
          </Button>
        ) : (
          <Button
            size="xs"
            disabled={!set || problem !== null}
            onClick={() => set && plane.train(set, config, steps)}
            data-testid="plane-train"
          >
            {t(trained ? 'plane.again' : 'plane.train')}
          </Button>
        )}
        {choice === 'drawn' && (
          <Button size="xs" variant="default" onClick={() => setDrawing([])}>
            {t('plane.clear')}
          </Button>
        )}
      </div>
      {busy && (
        <Progress
          value={trained ? (100 * trained.step) / steps : 0}
          aria-label={t('plane.progress')}
          transitionDuration={0}
        />
      )}
      {failure && (
        <Remark kind="warning">
          <FailureText failure={failure} />
        </Remark>
      )}
      <div className={classes.plots} data-testid="plane">
        <PlaneFigure
          title={t('plane.cloud', { t: position })}
          plotted={cloud}
          head={[...axes, t('plane.density')]}
          label={t('plane.cloudLabel', { t: position })}
          testId="plane-cloud"
          onDraw={choice === 'drawn' ? draw : undefined}
        >
          <Text size="xs" c="dimmed" className={classes.under}>
            {t(choice === 'drawn' ? 'plane.drawHint' : 'plane.cloudHint')}
          </Text>
        </PlaneFigure>
        <PlaneFigure
          title={
            <SegmentedControl
              size="xs"
              aria-label={t('plane.field', { t: fieldAt })}
              value={field}
              onChange={setField}
              data={fieldNames.map((value) => ({ value, label: t(`plane.fields.${value}`) }))}
            />
          }
          plotted={arrows}
          head={[
            ...axes,
            ...axes.map((axis) => `${axis}, ${t('plane.exact')}`),
            ...(fits && model ? axes.map((axis) => `${axis}, ${t('plane.learned')}`) : []),
          ]}
          label={t(`plane.${field}Label`, { t: fieldAt })}
          testId="plane-field"
        >
          <Text size="xs" c="dimmed" className={classes.under}>
            {t('plane.field', { t: fieldAt })}
            <span className={classes.key} style={{ background: 'var(--signal)' }} />
            {t('plane.exact')}
            {fits && model && (
              <>
                <span className={classes.key} style={{ background: 'var(--noise)' }} />
                {t('plane.learned')}
              </>
            )}
          </Text>
          {field === 'velocity' && (
            <Text size="xs" c="dimmed">
              {t('plane.velocityHint')}
            </Text>
          )}
          {agreement && (
            <Facts
              testId="plane-agreement"
              facts={[
                [t('plane.cosine'), format.fixed(agreement.cosine, 4)],
                [t('plane.error'), format.fixed(agreement.error, 4)],
              ]}
            />
          )}
        </PlaneFigure>
        <PlaneFigure
          title={t('plane.back', { t: position })}
          plotted={back}
          head={[
            ...axes.map((axis) => `${axis}, ${t('plane.start')}`),
            ...axes.map((axis) => `${axis}, t = ${position}`),
          ]}
          label={t('plane.backLabel', { t: position })}
          testId="plane-back"
        >
          <Text size="xs" c="dimmed" className={classes.under}>
            {t(frames.length > 0 ? 'plane.backHint' : 'plane.backWaits')}
          </Text>
        </PlaneFigure>
      </div>
      {losses.length > 1 && <PlaneLoss losses={losses} />}
    </>
  );
}
