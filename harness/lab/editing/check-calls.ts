import type { IClientOptions, MqttClient } from 'mqtt';
import { isNear, misspelling, nearest } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import { CallMistake } from './call-mistake.ts';
import {
  connectOptions,
  connectProperties,
  publishOptions,
  publishProperties,
  subscribeOptions,
} from './option-names.ts';

/** Shortens a topic to the one that the lab wrote. */
type Shown = (topic: string) => string;

/**
 * Checks calls of a client before MQTT.js sees them. Type stripping checks no types, so a misspelt option would be ignored
 * without a message; a broker answers a wrong topic by closing the connection.
 * @param mayClose the broker may close the connection of this client, so the lab may send what is not allowed
 */
export function checkCalls(client: MqttClient, shown: Shown, mayClose: boolean): void {
  client.publish = new Proxy(client.publish, {
    apply(target, self, parts: unknown[]) {
      const [topic, , options] = parts;
      if (!mayClose) requireTopic(topic, shown);
      requireNames('publishAsync', options, publishOptions);
      requireNames('properties', fieldOf(options, 'properties'), publishProperties);
      return Reflect.apply(target, self, parts);
    },
  });
  client.subscribeAsync = new Proxy(client.subscribeAsync, {
    apply(target, self, parts: unknown[]) {
      const [filters, options] = parts;
      try {
        for (const filter of filtersIn(filters)) requireFilter(filter, shown);
        requireNames('subscribeAsync', options, subscribeOptions);
      } catch (error) {
        return Promise.reject(error);
      }
      return Reflect.apply(target, self, parts);
    },
  });
}

/**
 * Finds misspelt options of `connect`. Other unknown names are allowed, because MQTT.js passes them on to the socket.
 * @throws CallMistake
 */
export function checkConnect(options: IClientOptions): void {
  for (const name of Object.keys(options)) {
    const meant = misspelling(name, connectOptions);
    if (meant !== undefined) throw misspelt('connect', name, meant);
  }
  requireNames('properties', options.properties, connectProperties);
}

function requireTopic(topic: unknown, shown: Shown): void {
  if (typeof topic !== 'string') throw noTopic();
  if (topic === '') throw new CallMistake(emptyTopic, nameOne);
  if (!/[+#]/.test(topic)) return;
  const name = shown(topic);
  throw new CallMistake(
    { en: `no message can be sent to "${name}"`, ja: `「${name}」には送れません` },
    {
      en: '+ and # are for subscribing; send to one topic',
      ja: '+ と # は購読にだけ使えます。送り先は 1 つのトピックにしてください',
    },
  );
}

const emptyTopic: Text = { en: 'the topic is empty', ja: 'トピックが空です' };
const nameOne: Text = { en: 'write at least one character', ja: '1 文字以上を書いてください' };
const noTopic = () =>
  new CallMistake(
    { en: 'the first argument is no topic', ja: '1 つ目の引数がトピックではありません' },
    {
      en: 'publishAsync(topic, payload, options)',
      ja: 'publishAsync(トピック, ペイロード, オプション) の順に書いてください',
    },
  );

function requireFilter(filter: string, shown: Shown): void {
  if (filter === '') throw new CallMistake(emptyTopic, nameOne);
  const levels = filter.split('/');
  const name = shown(filter);
  const what: Text = {
    en: `"${name}" is no topic filter`,
    ja: `「${name}」はトピックフィルターになりません`,
  };
  if (levels.slice(0, -1).some((level) => level.includes('#')))
    throw new CallMistake(what, { en: '# must be the last level', ja: '# は最後の階層にだけ書けます' });
  if (levels.some((level) => level.length > 1 && /[+#]/.test(level)))
    throw new CallMistake(what, {
      en: '+ and # stand alone between slashes, as in office/+/door',
      ja: '+ と # は、office/+/door のように、/ で区切った 1 階層の全体でなければなりません',
    });
}

const filtersIn = (filters: unknown): string[] =>
  [filters].flat().flatMap((one) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'object' && one !== null ? Object.keys(one) : [];
  });

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

function requireNames(call: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) return;
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw misspelt(call, unknown, isNear(unknown, known) ? nearest(unknown, known) : undefined);
}

const misspelt = (call: string, name: string, meant: string | undefined): CallMistake =>
  new CallMistake(
    { en: `${call} has no option ${name}`, ja: `${call} に ${name} というオプションはありません` },
    meant === undefined
      ? { en: 'it would be ignored; leave it out', ja: '書いても無視されます。外してください' }
      : { en: `did you mean ${meant}?`, ja: `${meant} のことでしょうか` },
  );
