/**
 * A process that runs one lab and ends. It is started ahead and loads every lab before its order arrives, so that the run
 * starts at once. The server can kill it at any time.
 */
import { loadLab, readLabIds } from '../../../../labs/index.ts';
import { CannotRunError } from '../../../base/errors.ts';
import { same } from '../../../base/text.ts';
import type { LabDefinition } from '../../../lab/lab.ts';
import { runLab } from '../../../lab/run.ts';
import { failure } from '../../../lab/terminal/failure.ts';
import { labCard } from './lab-card.ts';
import { runEvent } from './run-event.ts';
import { warmUp } from './warm-up.ts';
import type { FromWorker, Order, ToWorker } from './worker-messages.ts';

/** Exits with one line; the server shows the last line. */
const complain = (error: unknown): never => {
  process.stderr.write(`${failure(error, undefined).en.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exit(2);
};
// It also gets unhandled rejections.
process.on('uncaughtException', complain);

/** Settles when the last message was sent. */
let told = Promise.resolve();
const tell = (message: FromWorker): void => {
  told = new Promise((resolve) => process.send?.(message, () => resolve()));
};
const cancelled = new AbortController();

/** A lab that fails to load, for example while it is edited, must not prevent others from running. */
const labIds = readLabIds();
const loading = await Promise.allSettled(labIds.map(loadLab));
const labs = loading.flatMap((loaded) => (loaded.status === 'fulfilled' ? [loaded.value] : []));

function labOf(id: string): LabDefinition {
  const lab = labs.find((loaded) => loaded.id === id);
  if (lab !== undefined) return lab;
  const failed = loading[labIds.indexOf(id)];
  const why = failed?.status === 'rejected' ? String(failed.reason).split('\n')[0] : 'unknown';
  throw new CannotRunError('lab-not-loaded', same(`labs/${id}/lab.ts (${why})`), {
    en: 'fix the lab',
    ja: 'ラボを直してください',
  });
}

async function fulfil({ lab, broker, protocolVersion }: Order): Promise<void> {
  const stop = async () => {};
  await runLab(
    labOf(lab),
    { ...broker, stop, [Symbol.asyncDispose]: stop },
    {
      protocolVersion,
      isForStage: true,
      signal: cancelled.signal,
      onEvent: (event) => tell({ event: runEvent(event) }),
      onFailure: () => tell({ failed: true }),
    },
  );
}

process.on('message', (message: ToWorker) => {
  if ('cancel' in message) return cancelled.abort();
  fulfil(message.order)
    .catch((error: unknown) => {
      const reason = failure(error, undefined);
      tell({ event: { type: 'done', at: 0, outcome: 'could-not-run', reason } });
    })
    .then(() => told)
    .then(() => process.disconnect())
    .catch(complain);
});
// The server has exited: no one needs the run.
process.on('disconnect', () => process.exit());
await warmUp();
tell({ ready: labs.map(labCard) });
