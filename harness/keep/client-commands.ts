import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Language, same, type Text } from '../base/text.ts';
import type { Kept } from './keep.ts';

/** A way to reach the broker: a client, and lines to paste. */
export interface ClientCommands {
  readonly client: Text;
  readonly lines: readonly string[];
}

const page = pathToFileURL(path.join(import.meta.dirname, 'page.html'));

/** How the clients of the talk and a browser reach the broker. */
export function clientCommands(
  { doors: { mqtt, ws } }: Pick<Kept, 'doors'>,
  language: Language,
): ClientCommands[] {
  return [
    ...(mqtt === undefined ? [] : [...fromShells(mqtt), fromPython(mqtt)]),
    ...[mqtt ?? ws].flatMap((door) => (door === undefined ? [] : [fromNode(door), fromMqttx(door)])),
    ...(ws === undefined ? [] : [fromBrowser(ws, language)]),
  ];
}

const fromShells = ({ hostname, port }: URL): ClientCommands[] => {
  const where = `-h ${hostname} -p ${port}`;
  return [
    {
      client: same('mosquitto_sub, mosquitto_pub'),
      lines: [`mosquitto_sub ${where} -t 'office/#' -v`, `mosquitto_pub ${where} -t office/door -m open`],
    },
    {
      client: same('MQTTX CLI'),
      lines: [`mqttx sub ${where} -t 'office/#'`, `mqttx pub ${where} -t office/door -m open`],
    },
  ];
};

/** One program for paho-mqtt 1.6 and 2, which can be pasted as a whole: nothing in it blocks before it publishes. */
const fromPython = ({ hostname, port }: URL): ClientCommands => ({
  client: { en: 'Python, paho-mqtt', ja: 'Python(paho-mqtt)' },
  lines: [
    'import paho.mqtt.client as mqtt',
    'versions = getattr(mqtt, "CallbackAPIVersion", None)  # paho-mqtt 2 asks for one',
    'client = mqtt.Client(versions.VERSION2) if versions else mqtt.Client()',
    'client.on_connect = lambda c, *_: c.subscribe("office/#", qos=1)',
    'client.on_subscribe = lambda c, *_: c.publish("office/door", "open", qos=1)',
    'client.on_message = lambda c, _, m: print(m.topic, m.payload.decode())',
    `client.connect("${hostname}", ${port})`,
    'client.loop_forever()',
  ],
});

const fromNode = (url: URL): ClientCommands => ({
  client: { en: 'Node.js, MQTT.js', ja: 'Node.js(MQTT.js)' },
  lines: [
    "import mqtt from 'mqtt';",
    `const client = await mqtt.connectAsync('${url}');`,
    "client.on('message', (topic, payload) => console.log(topic, String(payload)));",
    "await client.subscribeAsync('office/#');",
    "await client.publishAsync('office/door', 'open', { qos: 1 });",
  ],
});

const fromMqttx = ({ protocol, hostname, port, pathname }: URL): ClientCommands => ({
  client: {
    en: 'MQTTX: New Connection (or a file that it imports: --mqttx connections.json)',
    ja: 'MQTTX: 新しい接続(--mqttx connections.json なら、ファイルからインポート)',
  },
  lines: [`Host ${protocol}// ${hostname}   Port ${port}${protocol === 'ws:' ? `   Path ${pathname}` : ''}`],
});

const fromBrowser = (url: URL, language: Language): ClientCommands => ({
  client: { en: 'Browser: a page that you may change', ja: 'ブラウザー: 書き換えて使えるページ' },
  lines: [`${page}?lang=${language}#${url}`],
});
