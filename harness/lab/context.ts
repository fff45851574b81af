import { setTimeout as pass } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import type { Patience } from '../base/patience.ts';
import { asText, same, type Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ConnectionEntry, TraceEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Tap } from '../wire/tap/tap.ts';
import type { Clients } from './clients.ts';
import type { LabEvent, Observation } from './events.ts';
import { newFence } from './fences/fence.ts';
import type { Identity } from './identity.ts';
import type { Judge } from './judge.ts';
import type { Lab, StepWords } from './lab.ts';
import { endpointOf, mainScheme, type Network } from './network.ts';
import type { Programs } from './programs.ts';
import type { OwnBrokers } from './set-up/brokers-of-run.ts';
import { isCloud } from './set-up/in-cloud.ts';
import type { ProvedSilence } from './silence/proved-silence.ts';
import type { CurrentStep } from './terminal/failure.ts';

/** Milliseconds of quiet before the control question. MQTT.js may wait for a second before it reconnects. */
export const LAB_QUIET_MS = 2_000;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An event of a running lab, without its time. */
export type Told = DistributiveOmit<Exclude<LabEvent, { type: 'start' }>, 'at'>;

interface ContextParts {
  readonly broker: Broker;
  readonly protocolVersion: ProtocolVersion;
  readonly identity: Identity;
  readonly clients: Clients;
  readonly programs: Programs;
  readonly ownBrokers: OwnBrokers;
  readonly judge: Judge;
  readonly network: Network;
  readonly silence: ProvedSilence;
  /** The patience with another broker of this run. */
  readonly silenceOf: (broker: Broker) => ProvedSilence;
  /** The network's main tap. */
  readonly tap: Tap;
  readonly observations: Observation[];
  readonly tell: (event: Told) => void;
  readonly enter: (step: CurrentStep) => void;
  readonly isForStage: boolean;
}

/** What a lab works with: see {@link Lab}. */
export function labContext(run: ContextParts): Lab {
  const { broker, identity, clients, network, silence, tell } = run;
  let steps = 0;
  return {
    broker,
    protocolVersion: run.protocolVersion,
    network: run.tap,
    networkOf: (scheme) => network.tap(scheme),
    trace: network.trace,
    topic: (name) => identity.topic(name),
    connect: (name, options, how) => {
      const connecting = clients.connect(name, options, how);
      // A lab may look at the packets first. It gets the error of a refusal when it awaits the client.
      connecting.catch(() => {});
      return connecting;
    },
    connack: (client) => clients.connack(client),
    inbox: (client) => clients.inbox(client),
    event: (client, event, deadline) => nextEvent(silence.afterQuiet(LAB_QUIET_MS), client, event, deadline),
    hungUp: (name, deadline) => hungUp(network, name, deadline),
    ended: (name) => silence.until(network.ended(name), bothClosed(name)),
    clientId: (name) => identity.clientId(name),
    tapped: async (scheme = mainScheme(broker)) => (await network.tap(scheme)).url,
    program: (whose, command) => run.programs.start(whose, command),
    takesPart: (whose, stop) => run.programs.add(whose, stop),
    tappedElsewhere: async (url, tls = {}) => (await network.tapElsewhere(url, tls)).url,
    setsUpBrokers: broker.another !== undefined,
    isForStage: run.isForStage,
    brokerWith: (setup) => run.ownBrokers.open(setup),
    isCloud: isCloud(broker),
    inCloud: (name) => run.ownBrokers.inCloud(name),
    patience: silence,
    patienceWith: run.silenceOf,
    endpoint: (scheme) => endpointOf(broker, scheme),
    letPass: async (milliseconds, what) => {
      using _waiting = silence.waiting();
      tell({ type: 'note', text: waiting(milliseconds, what) });
      await pass(milliseconds);
    },
    fence: async (inbox, publisher, topic, qos) => {
      const fence = newFence();
      await publisher.publishAsync(topic, fence, { qos });
      return inbox.untilFence(fence);
    },
    retainedFence: async (inbox, client, publisher) => {
      const fence = newFence();
      const topic = identity.topic(fence.replace(' ', '/'));
      await publisher.publishAsync(topic, fence, { qos: 1, retain: true });
      await client.subscribeAsync(topic, { qos: 1 });
      return inbox.untilFence(fence);
    },
    step: async (words, body) => {
      const step = { number: ++steps, ...titleAndQuestion(words) };
      run.enter(step);
      tell({ type: 'step', ...step });
      return silence.whileMoving(body(), endOfStep, STEP_QUIET_MS);
    },
    note: (text) => tell({ type: 'note', text: asText(text) }),
    noteWithResults: (text) => tell({ type: 'note', text, withResults: true }),
    claim: async (id, expected, see) => {
      tell({ type: 'claim', ...(await run.judge.judge(id, expected, see)) });
    },
    observe: (id, says, seen) => {
      run.observations.push({ id, says, seen });
      tell({ type: 'observation', id, says, seen });
    },
  };
}

function nextEvent(
  patience: Patience,
  client: MqttClient,
  event: 'connect' | 'close',
  deadline?: number,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.once(event, () => resolve());
  const awaited = patience.until(promise, same(`'${event}'`), deadline);
  // A lab asks for the event before it causes it. If the lab fails in between, it never awaits this promise.
  awaited.catch(() => {});
  return awaited;
}

function hungUp(network: Network, name: string, deadline?: number): Promise<ConnectionEntry> {
  const closedByBroker = (entry: TraceEntry): entry is ConnectionEntry =>
    entry.kind === 'connection' && entry.client === name && entry.what === 'closed-by-broker';
  const awaiting = { en: `the broker to disconnect ${name}`, ja: `ブローカーが ${name} を切断すること` };
  return network.trace.next(closedByBroker, { awaiting, ...(deadline !== undefined && { deadline }) });
}

const bothClosed = (name: string): Text => ({
  en: `the broker to close the connection that ${name} has closed`,
  ja: `${name} が閉じた接続を、ブローカーも閉じること`,
});

/** Milliseconds after which a silent broker ends the lab, whichever call of the library waits for it. */
const STEP_QUIET_MS = 5_000;
const endOfStep: Text = { en: 'the end of this step', ja: 'このステップの終わり' };

const waiting = (milliseconds: number, { en, ja }: Text): Text => ({
  en: `waiting ${milliseconds / 1_000} s for ${en}`,
  ja: `${milliseconds / 1_000} 秒待ちます: ${ja}`,
});

function titleAndQuestion(words: StepWords | string): Pick<CurrentStep, 'title' | 'question'> {
  if (typeof words === 'string') return { title: same(words) };
  const { question, ...title } = words;
  return { title, ...(question !== undefined && { question }) };
}
