import { describe, expect, it } from 'vitest';
import { closedPort } from '../../unit/brokers/little-servers.ts';
import { type Clean, expectCouldNotRun, run } from '../support/program.ts';
import { closingServer, httpServer, listening, refusingBroker, tlsServer } from '../support/servers.ts';

interface Case {
  readonly there: string;
  /** Starts the server, and returns its port. */
  readonly port: (context: Clean) => Promise<number>;
  readonly url?: (place: string) => string;
  readonly env?: Readonly<Record<string, string>>;
  readonly lang?: 'ja';
  readonly secret?: string;
  readonly says: (place: string) => string;
}

const secret = 'sesame';
const withCredentials = (place: string) => `mqtt://ann:${secret}@${place}`;
const inEnvironment = { MQTT_USERNAME: 'ann', MQTT_PASSWORD: secret };

/** Refuses 3.1.1 with `code`, and MQTT 5 as an unsupported version. */
const refusal311 = (code: number) => refusingBroker({ 4: code, 5: 0x84 });
const refusal5 = (code: number) => refusingBroker({ 4: 1, 5: code });

const cases: readonly Case[] = [
  {
    there: 'nothing, in Japanese',
    port: closedPort,
    lang: 'ja',
    says: (place) =>
      `${place} では何も待ち受けていません(接続拒否): ブローカーを起動するか、ホスト名とポート番号を確認してください`,
  },
  {
    there: 'nothing, and a password in the URL',
    port: closedPort,
    url: withCredentials,
    secret,
    says: (place) =>
      `nothing listens at ${place} (connection refused): start the broker, or check host and port`,
  },
  {
    there: 'a server that closes',
    port: (context) => listening(closingServer(), context),
    says: (place) =>
      `${place} closes the connection without an answer: check that this is the MQTT port; a Mosquitto 2 in a container without a listener in its configuration ('local only mode') does this too`,
  },
  {
    there: 'an HTTP server',
    port: (context) => listening(httpServer(), context),
    says: (place) =>
      `${place} is an HTTP server: check the port number of the broker; if this is its WebSocket port, use ws://${place}/mqtt`,
  },
  {
    there: 'a server that wants TLS',
    port: (context) => listening(tlsServer(), context),
    says: (place) => `${place} wants TLS: use mqtts://${place}`,
  },
  {
    there: 'CONNACK 5 for a password in the URL',
    port: (context) => listening(refusal311(5), context),
    url: withCredentials,
    secret,
    says: (place) =>
      `the broker at ${place} rejects the user name or the password (0x05 not authorized): check the URL, or MQTT_USERNAME and MQTT_PASSWORD`,
  },
  {
    there: 'CONNACK 0x87 for a password in the environment',
    port: (context) => listening(refusal5(0x87), context),
    env: inEnvironment,
    secret,
    says: (place) =>
      `the broker at ${place} rejects the user name or the password (0x87 Not authorized): check the URL, or MQTT_USERNAME and MQTT_PASSWORD`,
  },
  {
    there: 'CONNACK 0x87, in Japanese',
    port: (context) => listening(refusal5(0x87), context),
    url: withCredentials,
    lang: 'ja',
    secret,
    says: (place) =>
      `${place} のブローカーがユーザー名またはパスワードを拒否しました(0x87 Not authorized): URL または MQTT_USERNAME と MQTT_PASSWORD を確認してください`,
  },
  {
    there: 'CONNACK 5 for nobody in particular',
    port: (context) => listening(refusal311(5), context),
    says: (place) =>
      `the broker at ${place} wants a user name and a password (0x05 not authorized): set MQTT_USERNAME and MQTT_PASSWORD, or put them into the URL; --client-id, if it prescribes client ids`,
  },
];

const words = (url: string, lang = 'en') => ['harness/cli/start.ts', '--broker', url, '--lang', lang];

describe('at the URL of a broker there is', () => {
  it.for(cases)('$there', async ({ port, url, env = {}, lang, says, secret }, context) => {
    const place = `127.0.0.1:${await port(context)}`;
    const ended = await run(words(url?.(place) ?? `mqtt://${place}`, lang), { env });
    expectCouldNotRun(ended, { says: says(place), ...(secret !== undefined && { secret }) });
  });

  it('no such host', async () => {
    expectCouldNotRun(await run(words(withCredentials('no-such-host.invalid'))), {
      says: "there is no host named 'no-such-host.invalid': check its spelling and the network",
      secret,
    });
  });

  it('a password that is not shown with DEBUG either', async (context) => {
    const place = `127.0.0.1:${await listening(refusal5(0x87), context)}`;
    const { stdout, stderr } = await run(words(withCredentials(place)), { env: { DEBUG: '*' } });
    expect(stderr).toMatch(/^ +at /m);
    expect(stdout + stderr).not.toContain(secret);
  });
});
