// Schemas without code made at run time, which the page's Content-Security-Policy forbids: already the attempt would be
// reported as a violation.
import { config, z } from 'zod';

config({ jitless: true });

export { z };
