import { changesConnack, each, type Faulty, faulty, overlooks, welcomes } from '../../../faulty/faults.ts';
import {
  changesProperties,
  dropsWillProperties,
  leavesOut,
  strips,
} from '../../../faulty/properties-faults.ts';

const forbidden = [
  'properties.refused-unknown',
  'properties.refused-unknown-in-subscribe',
  'properties.refused-of-another-packet',
  'properties.refused-of-another-packet-in-subscribe',
  'properties.refused-twice',
  'properties.refused-identifier-twice',
  'properties.refused-identifier-from-publisher',
  'properties.refused-ill-formed-text',
  'properties.refused-longer-than-packet',
  'properties.refused-length-of-five-bytes',
];

const unwelcome = [
  'properties.refused-connect-unknown',
  'properties.refused-connect-twice',
  'properties.refused-connect-problem-information-2',
  'properties.refused-connect-authentication-data-alone',
  'properties.refused-connect-receive-maximum-0',
  'properties.refused-connect-maximum-packet-0',
];

const sorted = (properties: object) =>
  Object.fromEntries(Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1)));

const filled = (properties: object) =>
  Object.fromEntries(Object.entries(properties).filter(([name, value]) => name !== '' && value !== ''));

/** Decodes and encodes properties with mqtt-packet, which keeps user properties by name. */
const keepsByName = changesProperties((properties) => properties);

/** Brokers that drop, change or add properties. */
export const propertiesGallery: readonly Faulty[] = [
  faulty('properties.content-type', 'forgets content types', () => leavesOut('contentType')),
  faulty('properties.payload-format', 'forgets what a payload is', () => leavesOut('payloadFormatIndicator')),
  faulty('properties.payload-format-0', 'takes every payload for text', () =>
    changesProperties((properties) => ({ ...properties, payloadFormatIndicator: true })),
  ),
  faulty('properties.response-topic', 'takes spaces out of response topics', () =>
    changesProperties(({ responseTopic = '', ...properties }) => ({
      ...properties,
      responseTopic: responseTopic.replaceAll(' ', ''),
    })),
  ),
  ...each(
    ['properties.correlation-data', 'request.answered'],
    'cuts correlation data at its first zero',
    () =>
      changesProperties(({ correlationData, ...properties }) =>
        correlationData === undefined
          ? properties
          : { ...properties, correlationData: correlationData.subarray(0, correlationData.indexOf(0)) },
      ),
  ),
  ...([0, 1, 2] as const).map((qos) =>
    faulty(`properties.at-qos-${qos}`, `forgets properties at QoS ${qos}`, () =>
      strips((publish) => publish.qos === qos),
    ),
  ),
  faulty('properties.user-order', 'sorts user properties', () =>
    changesProperties(({ userProperties = {}, ...properties }) => ({
      ...properties,
      userProperties: sorted(userProperties),
    })),
  ),
  ...each(
    ['properties.user-repeated', 'properties.user-number-names'],
    'keeps user properties by name',
    () => keepsByName,
  ),
  faulty('properties.user-empty', 'drops what is empty', () =>
    changesProperties(({ userProperties = {}, ...properties }) => ({
      ...properties,
      userProperties: filled(userProperties),
    })),
  ),
  faulty('properties.not-invented', 'signs what it delivers', () =>
    changesProperties((properties) => ({ ...properties, userProperties: { via: 'broker' } })),
  ),
  faulty('properties.retained', 'retains topics and payloads only', () => strips(({ retain }) => retain)),
  faulty('properties.queued', 'queues topics and payloads only', () =>
    strips((_publish, { clientId }) => clientId.endsWith('sleeper')),
  ),
  faulty('properties.by-will', 'reads no properties of a will', () => dropsWillProperties()),
  ...each(forbidden, 'overlooks properties that no client may send', () => overlooks),
  ...each(unwelcome, 'welcomes everybody', () => welcomes),
  faulty('request.no-response-information', 'tells everybody where to have answers sent', () =>
    changesConnack((connack) => ({ ...connack, properties: { responseInformation: 'answers' } })),
  ),
];
