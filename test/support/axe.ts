import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The script of axe-core, which checks a page in the browser. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
