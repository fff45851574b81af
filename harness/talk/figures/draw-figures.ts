import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cannotWrite } from '../../lab/terminal/artefacts.ts';
import { runProgram } from '../../process/program.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { drawnFigures } from './drawn.ts';

/** Draws every figure of the talk anew: `npm run slides:draw`. */
await runProgram(async () => {
  for (const [name, svg] of drawnFigures()) {
    const file = path.join(repositoryRoot, 'slides/figures', name);
    await writeFile(file, svg).catch((cause) => {
      throw cannotWrite(file, cause);
    });
  }
  return 0;
});
