// `npm run test:long`: packages, then what takes hours. What follows the packages is TypeScript.
import { install } from './install.mjs';

install();
const { register } = await import('tsx/esm/api');
register();
const { runLongChecks } = await import('./checks.ts');
process.exit((await runLongChecks()) ? 0 : 1);
