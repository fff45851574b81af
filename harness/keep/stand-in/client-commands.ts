import { same } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { ClientCommands } from '../client-commands.ts';
import type { Kept, Secured } from '../keep.ts';

/** A word for a shell, in quotes if it has characters other than those of paths. */
const quoted = (word: string): string => (/^[\w./:@%+=-]+$/.test(word) ? word : `'${word}'`);

/** Options with their values; those without a value are left out. */
const options = (all: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(all)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${quoted(value)}`]))
    .join(' ');

/** How the clients of the talk reach a stand-in. */
export function securedClientCommands(
  { mqtt: url }: Kept['doors'],
  secured: Secured,
  versions: readonly ProtocolVersion[],
): ClientCommands[] {
  if (url === undefined) return [];
  const isOnly311 = !versions.includes(5);
  return [
    fromMosquitto(url, secured),
    fromMqttx(url, secured, isOnly311),
    fromPython(url, secured),
    fromNode(url, secured),
  ];
}

const fromMosquitto = (
  { hostname, port }: URL,
  { files: { ca, client }, front: { entry } }: Secured,
): ClientCommands => {
  const who = options({
    '-h': hostname,
    '-p': port,
    '--cafile': ca,
    '--cert': client?.cert,
    '--key': client?.key,
    '-i': entry.clientId,
    '-u': entry.username,
    '-P': entry.password,
  });
  const { publish, subscribe } = entry.topics;
  return {
    client: same('mosquitto_sub, mosquitto_pub'),
    lines: [
      `mosquitto_sub ${who} -q 1 -t '${subscribe}' -v`,
      `mosquitto_pub ${who} -q 1 -t ${publish} -m open`,
    ],
  };
};

const fromMqttx = (
  { hostname, port }: URL,
  { files: { ca, client }, front: { entry } }: Secured,
  isOnly311: boolean,
): ClientCommands => {
  const who = options({
    '-l': 'mqtts',
    '-h': hostname,
    '-p': port,
    '--ca': ca,
    '--cert': client?.cert,
    '--key': client?.key,
    '-V': isOnly311 ? '3.1.1' : undefined,
    '-i': entry.clientId,
    '-u': entry.username,
    '-P': entry.password,
  });
  const { publish, subscribe } = entry.topics;
  return {
    client: same('MQTTX CLI'),
    lines: [`mqttx sub ${who} -q 1 -t '${subscribe}'`, `mqttx pub ${who} -q 1 -t ${publish} -m open`],
  };
};

/** These functions are the same in paho-mqtt 1.6 and 2. */
const fromPython = (
  { hostname, port }: URL,
  { files: { ca, client }, front: { entry } }: Secured,
): ClientCommands => {
  const certificate = client && { certfile: client.cert, keyfile: client.key };
  const tls = JSON.stringify({ ca_certs: ca, ...certificate });
  const auth = JSON.stringify({ username: entry.username, password: entry.password });
  return {
    client: { en: 'Python, paho-mqtt', ja: 'Python(paho-mqtt)' },
    lines: [
      'import paho.mqtt.publish',
      `at = {"hostname": "${hostname}", "port": ${port}, "client_id": "${entry.clientId ?? ''}", "tls": ${tls}}`,
      ...(entry.username === undefined ? [] : [`at["auth"] = ${auth}`]),
      `paho.mqtt.publish.single("${entry.topics.publish}", "open", qos=1, **at)`,
    ],
  };
};

const fromNode = ({ href }: URL, { files: { ca, client }, front: { entry } }: Secured): ClientCommands => {
  const { topics, clientId, username, password } = entry;
  const read = (file: string) => `readFileSync('${file}')`;
  const certificate = client === undefined ? [] : [`cert: ${read(client.cert)}`, `key: ${read(client.key)}`];
  const words = Object.entries({ clientId, username, password }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: '${value}'`],
  );
  return {
    client: { en: 'Node.js, MQTT.js', ja: 'Node.js(MQTT.js)' },
    lines: [
      "import { readFileSync } from 'node:fs';",
      "import mqtt from 'mqtt';",
      `const client = await mqtt.connectAsync('${href.replace(/\/$/, '')}', {`,
      ...[`ca: ${read(ca)}`, ...certificate, ...words].map((field) => `  ${field},`),
      '});',
      "client.on('message', (topic, payload) => console.log(topic, String(payload)));",
      `await client.subscribeAsync('${topics.subscribe}', { qos: 1 });`,
      `await client.publishAsync('${topics.publish}', 'open', { qos: 1 });`,
    ],
  };
};
