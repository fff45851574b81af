import { createHmac } from 'node:crypto';
import type { IConnectPacket } from 'mqtt-packet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import { sasToken } from '../../../../harness/brokers/access/azure-sas.ts';
import type { Broker } from '../../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../../harness/brokers/index.ts';
import { runClaim } from '../../../../harness/claims/run-claim.ts';
import { specClaims } from '../../../../harness/claims/themes/index.ts';
import { listen } from '../little-servers.ts';
import { certificates, files } from './files.ts';
import { wantedIn } from './options.ts';
import { guarded, securedBy } from './servers.ts';

let embedded: Broker;
beforeAll(async () => {
  embedded = await openBroker({ name: 'embedded' });
});
afterAll(() => embedded.stop());

const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run();
    return 'in';
  } catch (error) {
    if (error instanceof CannotRunError) return error.code;
    throw error;
  }
};

async function reached(
  url: string,
  variables: Readonly<Record<string, string>>,
  ...words: string[]
): Promise<string> {
  return codeOf(async () => {
    await using _ = await openBroker(parseBroker(url, variables, wantedIn(variables, ...words)));
  });
}

describe('AWS IoT Core', () => {
  const authorizer = 'ann?x-amz-customauthorizer-name=mine';

  test('a device certificate on port 443, by ALPN x-amzn-mqtt-ca', async () => {
    const { authority, server, ca, cert, key } = await certificates();
    const asked = { ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    const gate = securedBy(
      { ...server, ...asked, ALPNProtocols: ['x-amzn-mqtt-ca'] },
      embedded.endpoints.mqtt,
      () => true,
    );
    const { port } = await listen(gate);
    const device = ['--ca', ca, '--cert', cert, '--key', key];
    const url = `mqtts://127.0.0.1:${port}`;
    expect(await reached(url, {}, ...device, '--alpn', 'x-amzn-mqtt-ca')).toBe('in');
    expect(await reached(url, {}, ...device, '--alpn', 'mqtt')).toBe('alpn-refused');
    expect(await reached(url, {}, '--ca', ca, '--alpn', 'x-amzn-mqtt-ca')).toBe(
      'client-certificate-required',
    );
  });

  test('a custom authorizer, by user name and ALPN mqtt', async () => {
    const { server, ca } = await certificates();
    const isAnn = ({ username, password }: IConnectPacket) =>
      username === authorizer && String(password) === 'geheim';
    const { port } = await listen(
      securedBy({ ...server, ALPNProtocols: ['mqtt'] }, embedded.endpoints.mqtt, isAnn),
    );
    const url = `mqtts://127.0.0.1:${port}`;
    const words = ['--ca', ca, '--alpn', 'mqtt'];
    const secret = { MQTT_PASSWORD: 'geheim' };
    expect(await reached(url, secret, ...words, '--username', authorizer)).toBe('in');
    expect(await reached(url, secret, ...words, '--username', 'ann')).toBe('credentials-rejected');
  });

  test.each([
    ['the query', '/mqtt?x-amz-customauthorizer-name=mine&token=geheim', []],
    ['headers', '/mqtt', ['--header', 'x-amz-customauthorizer-name: mine', '--header', 'token: geheim']],
  ])('a custom authorizer over WebSocket, by %s', async (_by, path, words) => {
    const { server, ca } = await certificates();
    const gate = guarded(server, embedded.endpoints.ws ?? '', (asked, headers) => {
      const query = new URL(asked, 'wss://x').searchParams;
      const said = (name: string) => query.get(name) ?? headers[name];
      return said('x-amz-customauthorizer-name') === 'mine' && said('token') === 'geheim';
    });
    const { port } = await listen(gate);
    expect(await reached(`wss://127.0.0.1:${port}${path}`, {}, '--ca', ca, ...words)).toBe('in');
    expect(await reached(`wss://127.0.0.1:${port}/mqtt`, {}, '--ca', ca)).toBe('websocket-refused');
  });
});

describe('Azure IoT Hub', () => {
  const hub = 'iot-hub-for-test.azure-devices.net';
  const id = 'iot-device-for-test';
  const key = '+XLy+MVZ+aTeOnVzN2kLeB16O+kSxmz6g3rS6fAf6rw=';

  test('a published token', () => {
    // From the tests of Microsoft's own extension of its command line, Azure/azure-iot-cli-extension (TestSasTokenAuth).
    expect(sasToken(hub, { id, key }, 1471940363)).toBe(
      `SharedAccessSignature sr=${hub}%2Fdevices%2F${id}&sig=SIumZ1ACqqPJZ2okHDlW9MSYKykEpqsQY3z6FMOICd4%3D&se=1471940363`,
    );
  });

  /** Why a hub would refuse the client; written from its documentation, without the code that makes the token. */
  function whyRefused({ clientId, username, password }: IConnectPacket): string | undefined {
    if (clientId !== id) return 'client id';
    if (username !== `${hub}/${id}/?api-version=2021-04-12`) return 'user name';
    const token = new URLSearchParams(String(password).replace('SharedAccessSignature ', ''));
    const [resource, until] = [token.get('sr') ?? '', Number(token.get('se'))];
    if (resource !== `${hub}/devices/${id}`) return 'resource';
    const left = until - Date.now() / 1000;
    if (!(left > 0 && left <= 3600)) return 'expired';
    const signed = `${resource.replaceAll('/', '%2F')}\n${until}`;
    const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
    return token.get('sig') === signature ? undefined : 'signature';
  }

  async function aHub() {
    const { server, ca } = await certificates();
    const refused: (string | undefined)[] = [];
    const gate = securedBy(server, embedded.endpoints.mqtt, (connect) => {
      refused.push(whyRefused(connect));
      return refused.at(-1) === undefined;
    });
    const { port } = await listen(gate);
    // The certificate has another name than the hub.
    const words = ['--ca', ca, '--insecure', '--servername', hub, '--client-id', id, '--azure-sas'];
    return { url: `azure-iot-hub=mqtts://127.0.0.1:${port}`, words, refused };
  }

  test('a device gets in with its key, from a variable or a file', async () => {
    const { url, words, refused } = await aHub();
    const { file } = await files({ file: `${key}\n` });
    expect(await reached(url, { AZURE_IOT_DEVICE_KEY: key }, ...words)).toBe('in');
    expect(await reached(url, {}, ...words, '--password-file', file)).toBe('in');
    expect(refused.filter((why) => why !== undefined)).toEqual([]);
    const another = Buffer.from('another key').toString('base64');
    expect(await reached(url, { AZURE_IOT_DEVICE_KEY: another }, ...words)).toBe('credentials-rejected');
    expect(refused).toContain('signature');
  });

  test('a claim that needs one client runs, and one that needs two is unsupported', async () => {
    const { url, words } = await aHub();
    const variables = { AZURE_IOT_DEVICE_KEY: key };
    await using hub = await openBroker(parseBroker(url, {}, wantedIn(variables, ...words)));
    // A hub has no topics of one's own, so nearly all claims would be beyond its limits.
    const broker = { ...hub, ignoresLimits: true } as const;
    const resultOf = async (id: string) => {
      const claim = specClaims.find((one) => one.id === id);
      if (claim === undefined) throw new Error(`there is no claim ${id}`);
      const { result, reason } = await runClaim(claim, broker, { protocolVersion: 4 });
      return `${result} ${reason?.en ?? ''}`;
    };
    expect(await resultOf('filters.suback-id')).toBe('holds ');
    expect(await resultOf('filters.plus-last')).toContain('unsupported this needs more than one client');
  });

  test('the token is valid for as long as asked', () => {
    const wanted = (...more: string[]) =>
      wantedIn({ AZURE_IOT_DEVICE_KEY: key }, '--client-id', id, '--azure-sas', ...more);
    expect(wanted()?.azure?.validS).toBe(3600);
    expect(wanted('--sas-minutes', '5')?.azure?.validS).toBe(300);
  });

  test.each([
    ['no device', { AZURE_IOT_DEVICE_KEY: key }, ['--azure-sas'], 'bad-option'],
    ['no key', {}, ['--azure-sas', '--client-id', id], 'azure-key-missing'],
    ['a pattern', { AZURE_IOT_DEVICE_KEY: key }, ['--azure-sas', '--client-id', 'd-{name}'], 'bad-option'],
    [
      'a user name',
      { AZURE_IOT_DEVICE_KEY: key },
      ['--azure-sas', '--client-id', id, '--username', 'x'],
      'bad-option',
    ],
    [
      'a key cut short',
      { AZURE_IOT_DEVICE_KEY: key.slice(0, -2) },
      ['--azure-sas', '--client-id', id],
      'azure-key-unreadable',
    ],
    [
      'a connection string',
      { AZURE_IOT_DEVICE_KEY: `HostName=${hub};DeviceId=${id};SharedAccessKey=${key}` },
      ['--azure-sas', '--client-id', id],
      'azure-key-unreadable',
    ],
    ['minutes without a token', {}, ['--sas-minutes', '5'], 'bad-option'],
    [
      'no minutes',
      { AZURE_IOT_DEVICE_KEY: key },
      ['--azure-sas', '--client-id', id, '--sas-minutes', '0'],
      'bad-option',
    ],
  ])('%s is said', async (_what, variables, words, code) => {
    expect(await codeOf(() => wantedIn(variables, ...words))).toBe(code);
  });
});
