import path from 'node:path';
import type { Text } from '../../base/text.ts';
import { failure } from '../../lab/terminal/failure.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { Brokers } from './brokers/brokers.ts';
import { choosable, type PresentOptions } from './options.ts';
import { Room } from './room/room.ts';
import { LiveLabs } from './run/live-labs.ts';
import type { Patience } from './run/live-run.ts';
import { inUrl } from './server/addresses.ts';
import { type Invitation, invitation } from './server/invitation.ts';
import { type Served, serve, type TalkServer } from './server/server.ts';
import { viewFiles } from './server/view-files.ts';
import { Show } from './show.ts';
import type { BrokerState } from './state.ts';
import { allRecordings, recordingOfLab, Talk } from './talk.ts';
import { watchFolder } from './watch.ts';

export interface Presenting extends AsyncDisposable {
  /** For the presenter: with the token. */
  readonly url: string;
  /** For the room, if it is open to it. */
  readonly room: Invitation | undefined;
  /** For its phones, if they take part. */
  readonly phones: Invitation | undefined;
  /** Settles when a run would start at once. */
  readonly ready: () => Promise<void>;
}

export interface Telling {
  /** A broker is starting, ready, or not to be had. */
  readonly broker: (state: BrokerState) => void;
  readonly trouble: (says: Text) => void;
}

/**
 * Serves a talk until it is disposed of.
 * @throws CannotRunError for everything a person can mend; nothing is left running then
 */
export async function present(
  options: PresentOptions,
  telling: Telling,
  patience?: Patience,
): Promise<Presenting> {
  await using stack = new AsyncDisposableStack();
  const talk = new Talk(options.deck, options.language, options.cut);
  await talk.read();
  const failed = (error: unknown) => telling.trouble(failure(error, undefined));
  let show: Show | undefined;
  const phones = options.room
    ? stack.use(new Room({ tell: (told) => audience?.tell('room', told) }))
    : undefined;
  let audience: TalkServer['audience'] | undefined;
  const server = stack.use(
    await serve({
      host: options.host,
      port: options.port,
      language: options.language,
      served: servedFrom(talk, viewFiles()),
      before: () => [
        ...(show === undefined ? [] : everythingSoFar(show)),
        ...(phones === undefined ? [] : [['room', phones.soFar] as [string, unknown]]),
      ],
      perform: async (command) => {
        if (!phones?.perform(command)) await show?.perform(command);
      },
      annex: phones,
      failed,
    }),
  );
  const { room, own } = server.names;
  audience = server.audience;
  // Before the server, which waits for the connections that it has handed over.
  stack.defer(async () => phones?.[Symbol.asyncDispose]());
  await phones?.listensAt(room ?? own, server.port);
  const invited = room === undefined ? undefined : await invitation(room, server.port);
  const brokers: Brokers = stack.use(
    new Brokers({
      choices: choosable(options.brokers),
      chosen: options.brokers[0]?.name ?? 'embedded',
      told: telling.broker,
      changed: () => show?.brokersChanged(brokers),
    }),
  );
  const live = stack.use(new LiveLabs(brokers, patience));
  const started = new Show(
    talk.deck,
    {
      live,
      recording: async (lab) => recordingOfLab(lab),
      changed: (stage) => {
        server.audience.tell('stage', stage);
        phones?.follow(talk.deck, stage);
      },
      told: (run, from, events) => server.audience.tell('run', { run, from, events }),
    },
    invited,
  );
  show = started;
  const starting = Promise.all(options.brokers.map(({ name }) => brokers.start(name)));
  starting.catch(failed);
  if (options.warm) await starting;
  talk.labs = await live.ready();
  started.replaceDeck(talk.deck);
  for (const watch of watches(talk, live, started, telling.trouble)) stack.use(watch);
  const kept = stack.move();
  return {
    url: `http://${inUrl(own)}:${server.port}/?token=${server.token}`,
    room: invited,
    phones: phones?.address,
    ready: async () => {
      await live.ready();
      await phones?.ready;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** What is edited is shown: the deck and its pictures, the theme, the labs. What is broken says so, and stays as it was. */
function watches(
  talk: Talk,
  live: LiveLabs,
  show: Show,
  tell: (trouble: Text) => void,
): readonly Disposable[] {
  const showing = (reading: Promise<void>) => {
    reading
      .then(() => show.replaceDeck(talk.deck))
      .catch((error) => {
        const says = failure(error, undefined);
        tell(says);
        show.deckIsBroken(says);
      });
  };
  const reload = async () => {
    live.reload();
    talk.labs = await live.ready();
  };
  const deck = () => showing(talk.read());
  const labs = () => showing(reload());
  return [
    watchFolder(path.dirname(talk.file), (file) => talk.shows(file), deck),
    watchFolder(path.join(repositoryRoot, 'slides/theme'), (file) => file.endsWith('.css'), deck),
    watchFolder(path.join(repositoryRoot, 'labs'), (file) => /\.(ts|json)$/.test(file), labs),
  ];
}

/** What a view has to know that joins late. */
const everythingSoFar = (show: Show): readonly [string, unknown][] => [
  ['stage', show.stage],
  ['run', { run: show.stage.run?.number ?? 0, from: 0, events: show.events }],
];

function servedFrom(talk: Talk, { script, css }: ReturnType<typeof viewFiles>): Served {
  const json = (of: () => unknown) => ({ type: 'application/json', body: () => JSON.stringify(of()) });
  return {
    everybody: {
      '/view.js': { type: 'text/javascript', body: () => script },
      '/view.css': { type: 'text/css', body: () => css },
      '/deck.css': { type: 'text/css', body: () => talk.css },
      '/deck.json': json(() => talk.deck),
      '/recordings.json': json(allRecordings),
    },
    presenter: { '/notes.json': json(() => talk.notes) },
  };
}
