// The plan of a lesson: goals, what is done before, minute by minute, and the way for a room without GPUs.
import type { KitTexts } from './texts';
import { fill } from './texts';
import classes from './kit.module.css';

/** Minutes, and pages of the lesson, of each row of a plan. */
export const steps45 = [5, 5, 5, 8, 4, 6, 6, 6].map((minutes, i) => ({ minutes, pages: String(i + 1) }));
export const steps90 = [
  { minutes: 45, pages: '1–8' },
  { minutes: 20, pages: '1–4' },
  { minutes: 15, pages: '2–4' },
  { minutes: 10, pages: '–' },
] as const;

interface PlanProps {
  readonly texts: KitTexts;
  readonly long: boolean;
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}

export function Plan({ texts: { plan, documents }, long }: PlanProps) {
  const rows = long ? plan.rows90 : plan.rows45;
  const steps = long ? steps90 : steps45;
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
  return (
    <>
      <h1>{long ? documents.plan90 : documents.plan45}</h1>
      <p>{plan.whom}</p>
      <List title={plan.goals} items={plan.goalList} />
      <List title={plan.before} items={plan.beforeList} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{plan.minutes}</th>
            <th scope="col">{plan.page}</th>
            <th scope="col">{plan.pupils}</th>
            <th scope="col">{plan.teacher}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <td className="number">{steps[i]?.minutes}</td>
              <td className="number">{steps[i]?.pages}</td>
              <td>{row.pupils}</td>
              <td>{row.teacher}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{fill(plan.total, { minutes: String(minutes) })}</p>
      <List title={plan.noGpu} items={plan.noGpuList} />
    </>
  );
}
