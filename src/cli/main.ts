// The process of the `lab` command.
import { runLab } from './lab';
import { outliveReaders } from './print';

outliveReaders();
// Not `process.exit`, which cuts off what a slow pipe has not taken yet.
process.exitCode = await runLab(process.argv.slice(2));
