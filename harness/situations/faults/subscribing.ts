import type { FaultyClient } from '../faulty-client.ts';
import { hex } from '../hex.ts';
import { faulty, sends } from './making.ts';

const subscribingTo =
  (topic: string, options: { readonly nl?: boolean } = {}) =>
  () => ({ subscriptions: [{ topic, qos: 1 as const, ...options }] });

/** Subscribes to `a` with this byte of options. */
const withOptions = (options: { readonly 4: string; readonly 5: string }) => (protocolVersion: 4 | 5) =>
  sends('subscribe', () =>
    hex(protocolVersion === 5 ? `82 07 0009 00 0001 61 ${options[5]}` : `82 06 0009 0001 61 ${options[4]}`),
  );

/** Clients that subscribe wrongly. */
export const subscribingFaults: readonly FaultyClient[] = [
  faulty('packets.topic-filter', 'subscribes with # in the middle', subscribingTo('to/#/x')),
  faulty('packets.topic-filter', 'subscribes with + behind a letter', subscribingTo('to/a+')),
  faulty('subscribe.some-filter', 'subscribes to nothing', (protocolVersion) =>
    sends('subscribe', () => hex(protocolVersion === 5 ? '82 03 0009 00' : '82 02 0009')),
  ),
  faulty('subscribe.some-filter', 'unsubscribes from nothing', (protocolVersion) =>
    sends('subscribe', (subscribe) => [
      subscribe,
      hex(protocolVersion === 5 ? 'a2 03 0009 00' : 'a2 02 0009'),
    ]),
  ),
  faulty('subscribe.options', 'sets a reserved bit beside the QoS', withOptions({ 4: '04', 5: '40' })),
  faulty('subscribe.options', 'subscribes at QoS 3', withOptions({ 4: '03', 5: '03' })),
  faulty('subscribe.options', 'subscribes with Retain Handling 3', withOptions({ 4: '30', 5: '30' })),
  faulty(
    'subscribe.shared',
    'sets No Local on a shared subscription',
    subscribingTo('$share/readers/to', { nl: true }),
  ),
  faulty('subscribe.shared', 'shares a subscription without a name', subscribingTo('$share//to')),
  faulty('subscribe.shared', 'shares a subscription without a filter', subscribingTo('$share/readers')),
];
