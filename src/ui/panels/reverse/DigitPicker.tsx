// Which class to draw: each in turn, any, or one of the data set's.
import { useTranslation } from 'react-i18next';
import { fields } from '../../../lab/fields';
import { useActions, useLab, useSetting } from '../../../store/useLab';
import { className } from '../../hooks/className';
import classes from './reverse.module.css';

const each = -1;
const any = -2;
const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function DigitPicker() {
  const { t } = useTranslation();
  const { setConfig } = useActions();
  const chosen = useSetting('sampleClass');
  const conditional = useSetting('classConditional');
  const dataset = useLab((lab) => lab.dataset);
  const names = (dataset?.classNames ?? digits).slice(0, fields.sampleClass.max + 1);
  // Of one class there is nothing to choose.
  if (!conditional || names.length < 2) return null;
  const choices = [
    { value: each, label: t('reverse.each') },
    { value: any, label: t('reverse.any') },
    ...names.map((name, value) => ({ value, label: className(name, t) })),
  ];
  return (
    <div className={classes.digits} role="radiogroup" aria-label={t('reverse.digit')}>
      {choices.map(({ value, label }) => (
        <label key={value} className={classes.digit}>
          <input
            type="radio"
            name="sample-class"
            checked={chosen === value}
            onChange={() => setConfig({ sampleClass: value })}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
