// `npm test`: packages, then every check there is. What follows the packages is TypeScript.
import { install } from './install.mjs';

install();
const { register } = await import('tsx/esm/api');
register();
const { runChecks } = await import('./checks.ts');
process.exit((await runChecks()) ? 0 : 1);
