// `npm start`: packages, data, build, a local server. What follows the packages is TypeScript.
import { install } from './install.mjs';

install();
const { register } = await import('tsx/esm/api');
register();
const { start } = await import('./serve.ts');
await start();
