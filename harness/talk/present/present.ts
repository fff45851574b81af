import path from 'node:path';
import type { Text } from '../../base/text.ts';
import { failure } from '../../lab/terminal/failure.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { themeFolder } from '../deck/theme.ts';
import { Brokers } from './brokers/brokers.ts';
import { choosable, type PresentOptions } from './options.ts';
import { Room } from './room/room.ts';
import { LiveLabs } from './run/live-labs.ts';
import type { Patience } from './run/live-run.ts';
import { inUrl } from './server/addresses.ts';
import { type Invitation, invitation } from './server/invitation.ts';
import { noticeFiles } from './server/notices.ts';
import { type Served, serve, type TalkServer } from './server/server.ts';
import { viewFiles } from './server/view-files.ts';
import { Show } from './show.ts';
import type { BrokerState } from './state.ts';
import { allRecordings, recordingOfLab, Talk } from './talk.ts';
import { WatchedFiles, watchFolder } from './watch.ts';

export interface Presenting extends AsyncDisposable {
  /** Address for the presenter; it contains the token. */
  readonly url: string;
  /** Address for the room, if the server is open to the network. */
  readonly room: Invitation | undefined;
  /** Address for phones, if the room takes part. */
  readonly phones: Invitation | undefined;
  /** Settles when a run would start at once. */
  readonly ready: () => Promise<void>;
}

export interface Telling {
  /** Called when a broker is starting, becomes ready, fails to start or is lost. */
  readonly broker: (state: BrokerState) => void;
  readonly trouble: (says: Text) => void;
}

/**
 * Serves a talk until it is disposed of.
 * @throws CannotRunError for every problem that a user can solve; nothing is left running then
 */
export async function present(
  options: PresentOptions,
  telling: Telling,
  patience?: Patience,
): Promise<Presenting> {
  await using stack = new AsyncDisposableStack();
  const talk = new Talk(options.deck, options.language, options.cut);
  await talk.read();
  for (const notice of talk.notices) telling.trouble(notice);
  const failed = (error: unknown) => telling.trouble(failure(error, undefined));
  let show: Show | undefined;
  let live: LiveLabs | undefined;
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
  // Before the server: it waits until the connections that the room took over are closed.
  stack.defer(async () => phones?.[Symbol.asyncDispose]());
  await phones?.listensAt(room ?? own, server.port);
  const invited = room === undefined ? undefined : await invitation(room, server.port);
  const brokers: Brokers = stack.use(
    new Brokers({
      choices: choosable(options.brokers),
      chosen: options.brokers[0]?.name ?? 'embedded',
      told: telling.broker,
      changed: () => {
        show?.brokersChanged(brokers);
        live?.brokersChanged();
      },
    }),
  );
  live = stack.use(new LiveLabs(brokers, patience));
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
      toldBeside: (pair, side, from, events) => server.audience.tell('pair', { pair, side, from, events }),
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

/**
 * Reloads what was edited: the deck and its pictures, the theme, the labs. A broken file is reported; the last good version
 * stays.
 */
function watches(
  talk: Talk,
  live: LiveLabs,
  show: Show,
  tell: (trouble: Text) => void,
): readonly Disposable[] {
  let known = talk.notices;
  const showing = (reading: Promise<void>) => {
    reading
      .then(() => {
        for (const notice of talk.notices) if (!known.some(({ en }) => en === notice.en)) tell(notice);
        known = talk.notices;
        show.replaceDeck(talk.deck);
      })
      .catch((error) => {
        const says = failure(error, undefined);
        tell(says);
        show.deckIsBroken(says);
      })
      .finally(() => files.follow(talk.files));
  };
  const reload = async () => {
    live.reload();
    talk.labs = await live.ready();
    // A new lab turns the links to it into buttons.
    await talk.read();
  };
  const deck = () => showing(talk.read());
  const labs = () => showing(reload());
  const files = new WatchedFiles({ changed: deck, failed: tell });
  files.follow(talk.files);
  const isTheme = (file: string) => file.endsWith('.css');
  const isLab = (file: string) => /\.(ts|json)$/.test(file);
  return [
    files,
    watchFolder(themeFolder, { matters: isTheme, changed: deck, failed: tell }),
    watchFolder(path.join(repositoryRoot, 'labs'), {
      matters: isLab,
      changed: labs,
      failed: tell,
      recursive: true,
    }),
  ];
}

/** The messages that a view needs when it joins late. */
const everythingSoFar = (show: Show): readonly [string, unknown][] => [
  ['stage', show.stage],
  ['run', { run: show.stage.run?.number ?? 0, from: 0, events: show.events }],
  ...show.pairEvents.map((events, side): [string, unknown] => [
    'pair',
    { pair: show.stage.pair?.number ?? 0, side, from: 0, events },
  ]),
];

function servedFrom(talk: Talk, { script, css }: ReturnType<typeof viewFiles>): Served {
  const json = (of: () => object) => ({ type: 'application/json', body: jsonOf(of) });
  return {
    everybody: {
      '/view.js': { type: 'text/javascript', body: () => script },
      '/view.css': { type: 'text/css', body: () => css },
      '/deck.css': { type: 'text/css', body: () => talk.css },
      '/deck.json': json(() => talk.deck),
      ...noticeFiles,
    },
    presenter: {
      '/notes.json': json(() => talk.notes),
      '/recordings.json': json(allRecordings),
    },
  };
}

/**
 * Serializes a value as JSON once, and again only when the value has changed: a room full of guests asks for the same
 * bytes.
 */
function jsonOf(of: () => object): () => Uint8Array {
  const made = new WeakMap<object, Uint8Array>();
  return () => {
    const value = of();
    const bytes = made.get(value) ?? Buffer.from(JSON.stringify(value));
    made.set(value, bytes);
    return bytes;
  };
}
