// The visitor's own schedule: handles on ᾱ to drag, by pointer or keyboard.
import { ActionIcon, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, useSetting } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { useTables } from '../../hooks/tables';
import classes from './CurveEditor.module.css';
import { drawnIndices } from './curves';
import { handleKey, moveHandle, withHandles } from './handles';

/** Units of the drawing; it is stretched to its box. */
const unit = 1000;

function CurvePath() {
  const { tables } = useTables();
  const path = useMemo(() => {
    const { timesteps, alphasCumprod } = tables;
    const places = drawnIndices(timesteps).map((i) => {
      const x = ((i + 1) / timesteps) * unit;
      return `${x.toFixed(1)} ${((1 - (alphasCumprod[i] ?? 0)) * unit).toFixed(1)}`;
    });
    return `M0 0 L${places.join(' L')}`;
  }, [tables]);
  return (
    <svg className={classes.svg} viewBox={`0 0 ${unit} ${unit}`} preserveAspectRatio="none" aria-hidden>
      <path d={`${path} L${unit} ${unit} L0 ${unit} Z`} className={classes.area} />
      <path d={path} className={classes.line} />
    </svg>
  );
}

export function CurveEditor() {
  const { t } = useTranslation();
  const format = useFormat();
  const { setConfig } = useActions();
  const curve = useSetting('curve');
  const box = useRef<HTMLDivElement>(null);

  const move = (index: number, value: number): void => setConfig({ curve: moveHandle(curve, index, value) });
  const drag = (index: number) => (event: PointerEvent<HTMLDivElement>) => {
    const area = box.current?.getBoundingClientRect();
    if (!area || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(index, 1 - (event.clientY - area.top) / area.height);
  };
  const press = (index: number, value: number) => (event: KeyboardEvent) => {
    const next = handleKey(event.key, value);
    if (next === null) return;
    event.preventDefault();
    move(index, next);
  };

  return (
    <div className={classes.editor}>
      <div className={classes.bar}>
        <Text size="xs" c="dimmed">
          {t('schedule.drag')}
        </Text>
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={t('schedule.fewer')}
          onClick={() => setConfig({ curve: withHandles(curve, curve.length - 1) })}
        >
          <IconMinus size={14} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={t('schedule.more')}
          onClick={() => setConfig({ curve: withHandles(curve, curve.length + 1) })}
        >
          <IconPlus size={14} />
        </ActionIcon>
      </div>
      <div ref={box} className={classes.box} data-testid="curve-editor">
        <CurvePath />
        {curve.map((value, index) => (
          <div
            key={index}
            role="slider"
            tabIndex={0}
            className={classes.handle}
            style={{ left: `${(index / (curve.length - 1)) * 100}%`, top: `${(1 - value) * 100}%` }}
            aria-label={t('schedule.handle', { time: format.percent(index / (curve.length - 1)) })}
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuenow={value}
            onPointerDown={(event) =>
              event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId)
            }
            onPointerMove={drag(index)}
            onKeyDown={press(index, value)}
          />
        ))}
      </div>
    </div>
  );
}
