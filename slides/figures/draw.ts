import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../harness/program.ts';
import { drawnFigures } from './drawn.ts';

/** Draws every figure of the talk anew: `npm run slides:draw`. */
await runProgram(async () => {
  for (const [name, svg] of drawnFigures()) await writeFile(path.join(import.meta.dirname, name), svg);
  return 0;
});
