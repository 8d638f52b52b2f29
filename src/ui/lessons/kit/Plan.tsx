// The plan of a lesson: goals, what is done before, minute by minute, and the way for a room without GPUs.
import { steps45, steps90 } from './outline';
import type { KitTexts } from './texts';
import { fill } from './texts';
import classes from './kit.module.css';

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
    <div className={classes.plan}>
      <h1>{long ? documents.plan90 : documents.plan45}</h1>
      <p>{plan.whom}</p>
      <List title={plan.goals} items={plan.goalList} />
      <List title={plan.before} items={plan.beforeList} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{plan.minutes}</th>
            <th scope="col">{plan.page}</th>
            <th scope="col">{documents.slides}</th>
            <th scope="col">{plan.pupils}</th>
            <th scope="col">{plan.teacher}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <td className="number">{steps[i]?.minutes}</td>
              <td className="number">{steps[i]?.pages}</td>
              <td className="number">{steps[i]?.slides}</td>
              <td>{row.pupils}</td>
              <td>{row.teacher}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{fill(plan.total, { minutes: String(minutes) })}</p>
      <List title={plan.noGpu} items={plan.noGpuList} />
    </div>
  );
}
