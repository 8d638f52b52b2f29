// The settings of drawing that are changed most, where they act; the others are in the sidebar.
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { fields, type FieldKey } from '../../../lab/fields';
import { isRelevant } from '../../../lab/relevance';
import { useLab } from '../../../store/useLab';
import { FieldControl } from '../../controls/FieldControl';
import { useView } from '../../state/view';
import classes from './reverse.module.css';

const here: readonly FieldKey[] = ['sampler', 'samplingSteps', 'guidanceScale'];

export function SamplerControls() {
  const { t } = useTranslation();
  const hidden = useView((view) => view.hidden);
  const relevant = useLab(useShallow(({ config }) => here.filter((key) => isRelevant(key, config))));
  const shown = relevant.filter((key) => !hidden.includes(fields[key].url));
  if (shown.length === 0) return null;
  return (
    <div className={classes.settings} role="group" aria-label={t('groups.sampling')}>
      {shown.map((key) => (
        <FieldControl key={key} name={key} />
      ))}
    </div>
  );
}
