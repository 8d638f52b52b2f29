// Schemas for the worker, whose script has to stay small: the same library in its small form. Without code made at run
// time, which the page's Content-Security-Policy forbids: already the attempt would be reported as a violation.
import { config, z } from 'zod/mini';

config({ jitless: true });

export { z };
