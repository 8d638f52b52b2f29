// The plane: a set of points, a tiny network that learns it in seconds with the page's schedule, and all that can be seen in
// two dimensions and nowhere else: the cloud on its way into the noise, the score, and the ways of the points back.
import { Button, NativeSelect, Progress, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { predictions, type PredictionType } from '../../../../diffusion/objective/predict';
import { noisedPoints, scoreAgreement } from '../../../../diffusion/plane/agreement';
import { exactAt } from '../../../../diffusion/plane/exact';
import { estimate, type PlaneModel } from '../../../../diffusion/plane/model';
import { drawnSet, planeNames, planeSets, type PlaneSet } from '../../../../diffusion/plane/sets';
import { processOf } from '../../../../diffusion/process/index';
import { makeTables } from '../../../../diffusion/process/tables';
import { samplersOf } from '../../../../diffusion/samplers/index';
import type { SamplerName } from '../../../../diffusion/samplers/registry';
import type { Tables } from '../../../../diffusion/types';
import type { LabConfig } from '../../../../lab/fields';
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
import { PlaneLoss } from './PlaneLoss';
import { PlanePlot } from './PlanePlot';
import { gridPoints } from './scene';
import { usePlane } from './usePlane';

const steps = 1500;
const shown = 700;
const pathsShown = 60;
const [densitySide, arrowSide] = [40, 17];
const densityPlaces = gridPoints(densitySide);
const arrowPlaces = gridPoints(arrowSide);
const objectives = Object.keys(predictions) as PredictionType[];
const choices = [...planeNames, 'drawn'] as const;
type Choice = (typeof choices)[number];

/** The clean set is not quite a level: the first noise stands in for it. */
const levelAt = ({ signal, noise }: Tables, t: number) => ({ signal: signal[t] ?? 1, noise: noise[t] ?? 0 });

function densityOf(set: PlaneSet, level: { readonly signal: number; readonly noise: number }) {
  const values = new Float64Array(densitySide ** 2);
  for (let i = 0; i < values.length; i += 1)
    values[i] = exactAt(set, level, densityPlaces[2 * i] ?? 0, densityPlaces[2 * i + 1] ?? 0).density;
  return { side: densitySide, values };
}

function exactArrows(
  set: PlaneSet,
  level: { readonly signal: number; readonly noise: number },
): Float64Array {
  const to = new Float64Array(arrowPlaces.length);
  for (let i = 0; i < to.length; i += 2)
    to.set(exactAt(set, level, arrowPlaces[i] ?? 0, arrowPlaces[i + 1] ?? 0).score, i);
  return to;
}

/** Settings for the plane: Gaussian noise, an objective of its own, a sampler that goes with both. */
function planeConfig(config: LabConfig, predictionType: PredictionType, sampler: SamplerName): LabConfig {
  const own: LabConfig = {
    ...config,
    process: 'ddpm',
    predictionType,
    variance: 'fixed_small',
    // The small t, which pictures can do without, are all that makes points sharp.
    timeSampling: 'uniform',
  };
  const offered = samplersOf(processOf(own));
  return { ...own, sampler: offered.includes(sampler) ? sampler : (offered[0] ?? sampler) };
}

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
  const plane = usePlane();
  const { trained, busy, losses, frames, failure, sample } = plane;

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
  const forward = useMemo(() => {
    if (!set || !tables) return null;
    const level = levelAt(tables, at);
    const still = { parameters: new Float64Array(), predictionType: objective, tables };
    const points = noisedPoints({ set, model: still, t: at, seed: lab.sampleSeed }, shown);
    return { points, density: densityOf(set, level) };
  }, [set, tables, at, objective, lab.sampleSeed]);
  const field = useMemo(() => {
    if (!set || !tables) return null;
    const exact = { colour: 'signal', at: arrowPlaces, to: exactArrows(set, levelAt(tables, at)) } as const;
    if (!model || trained?.set !== set) return { arrows: [exact] };
    const own = Math.min(at, model.tables.timesteps - 1);
    const learned = {
      colour: 'noise',
      at: arrowPlaces,
      to: estimate(model, arrowPlaces, own).score,
    } as const;
    return { arrows: [exact, learned] };
  }, [set, tables, at, model, trained]);
  const agreement = useMemo(() => {
    if (!model || !trained || trained.set !== set) return null;
    const own = Math.min(at, model.tables.timesteps - 1);
    return scoreAgreement({ set: trained.set, model, t: own, seed: lab.sampleSeed });
  }, [model, trained, set, at, lab.sampleSeed]);
  const back = useMemo(() => {
    if (frames.length === 0) return {};
    const here = frames.findIndex((frame) => frame.position <= position);
    const upTo = here < 0 ? frames.length - 1 : here;
    const paths = Array.from({ length: pathsShown }, (_, k) =>
      Float64Array.from(
        frames.slice(0, upTo + 1).flatMap(({ points }) => [points[2 * k] ?? 0, points[2 * k + 1] ?? 0]),
      ),
    );
    return { paths, points: frames[upTo]?.points ?? new Float64Array() };
  }, [frames, position]);

  // Drawn anew when training has ended, and under another sampler.
  const rested = !busy && trained ? trained : null;
  useEffect(() => {
    if (rested)
      sample(planeConfig({ ...rested.config, samplingSteps }, rested.config.predictionType, sampler), 1000);
  }, [rested, sampler, samplingSteps, sample]);

  const draw = (x: number, y: number): void => setDrawing((before) => [...before, x, y]);
  const offered = samplersOf(processOf(config));
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
        <figure>
          <figcaption>{t('plane.cloud', { t: position })}</figcaption>
          <PlanePlot
            scene={forward ?? {}}
            label={t('plane.cloudLabel', { t: position })}
            testId="plane-cloud"
            onDraw={choice === 'drawn' ? draw : undefined}
          />
          <Text size="xs" c="dimmed" className={classes.under}>
            {t(choice === 'drawn' ? 'plane.drawHint' : 'plane.cloudHint')}
          </Text>
        </figure>
        <figure>
          <figcaption>{t('plane.field', { t: Math.max(1, position) })}</figcaption>
          <PlanePlot
            scene={field ?? {}}
            label={t('plane.fieldLabel', { t: Math.max(1, position) })}
            testId="plane-field"
          />
          <Text size="xs" c="dimmed" className={classes.under}>
            <span className={classes.key} style={{ background: 'var(--signal)' }} />
            {t('plane.exact')}
            <span className={classes.key} style={{ background: 'var(--noise)' }} />
            {t('plane.learned')}
          </Text>
          {agreement && (
            <Facts
              testId="plane-agreement"
              facts={[
                [t('plane.cosine'), format.fixed(agreement.cosine, 4)],
                [t('plane.error'), format.fixed(agreement.error, 4)],
              ]}
            />
          )}
        </figure>
        <figure>
          <figcaption>{t('plane.back', { t: position })}</figcaption>
          <PlanePlot scene={back} label={t('plane.backLabel', { t: position })} testId="plane-back" />
          <Text size="xs" c="dimmed" className={classes.under}>
            {t(frames.length > 0 ? 'plane.backHint' : 'plane.backWaits')}
          </Text>
        </figure>
      </div>
      {losses.length > 1 && <PlaneLoss losses={losses} />}
    </>
  );
}
