// Which class to draw: each in turn, any, or one of those that the model has learnt, or would learn.
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
  const shown = useLab((lab) => lab.dataset);
  const model = useLab((lab) => lab.model);
  const dataset = model?.config.dataset ?? shown?.name ?? '';
  const names = (model?.classNames ?? shown?.classNames ?? digits).slice(0, fields.sampleClass.max + 1);
  // Of one class there is nothing to choose.
  if (!conditional || names.length < 2) return null;
  const choices = [
    { value: each, label: t('reverse.each') },
    { value: any, label: t('reverse.any') },
    ...names.map((name, value) => ({ value, label: className(name, dataset, t) })),
  ];
  return (
    <div className={classes.digits} role="radiogroup" aria-label={t('reverse.digit')}>
      {choices.map(({ value, label }) => (
        <label key={value} className={classes.digit}>
          <input
            type="radio"
            name="sample-class"
            // Of a class that the model lacks its last is drawn.
            checked={Math.min(chosen, names.length - 1) === value}
            onChange={() => setConfig({ sampleClass: value })}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
