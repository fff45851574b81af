import type { Language, Text } from '../../base/text.ts';
import type { BrokerChoice } from '../../brokers/index.ts';
import { failure } from '../../lab/terminal/failure.ts';
import { Brokers } from '../../talk/present/brokers/brokers.ts';
import { LiveLabs } from '../../talk/present/run/live-labs.ts';
import { inUrl } from '../../talk/present/server/addresses.ts';
import { serve } from '../../talk/present/server/server.ts';
import type { BrokerState, LabCard } from '../../talk/present/state.ts';
import { viewScript } from '../site/assets.ts';
import { BookRuns } from './book-runs.ts';
import { siteFiles } from './site-files.ts';

export interface ServeOptions {
  /** The folder of a site that was built for the path `/`. */
  readonly site: string;
  readonly language: Language;
  /** The broker that labs run on. */
  readonly broker: BrokerChoice;
  /** 0: one that the system chooses. */
  readonly port: number;
}

export interface ServeTelling {
  readonly broker: (state: BrokerState) => void;
  readonly trouble: (says: Text) => void;
}

export interface ServedBook extends AsyncDisposable {
  /** With the token, for the person who started it. */
  readonly url: string;
}

/**
 * Serves the book on this machine until it is disposed of, with a button that runs each lab. Only a browser that came with the token
 * gets an answer.
 * @throws CannotRunError for everything a person can mend; nothing is left running then
 */
export async function serveBook(
  { site, language, broker, port }: ServeOptions,
  { broker: told, trouble }: ServeTelling,
): Promise<ServedBook> {
  await using stack = new AsyncDisposableStack();
  const failed = (error: unknown) => trouble(failure(error, undefined));
  let labs: readonly LabCard[] = [];
  let runs: BookRuns | undefined;
  const server = stack.use(
    await serve({
      host: '127.0.0.1',
      port,
      language,
      served: { everybody: {}, presenter: siteFiles(site, viewScript('run.ts')) },
      before: () => (runs?.soFar === undefined ? [] : [['run', runs.soFar]]),
      perform: async (command) => runs?.perform(command),
      failed,
    }),
  );
  let live: LiveLabs | undefined;
  const brokers = stack.use(
    new Brokers({ choices: [broker], chosen: broker.name, told, changed: () => live?.brokersChanged() }),
  );
  live = stack.use(new LiveLabs(brokers));
  await brokers.start(broker.name);
  labs = await live.ready();
  runs = new BookRuns(
    live,
    () => labs,
    (message) => server.audience.tell('run', message),
  );
  const kept = stack.move();
  return {
    url: `http://${inUrl(server.names.own)}:${server.port}/?token=${server.token}`,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
