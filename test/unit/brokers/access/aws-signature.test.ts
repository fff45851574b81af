import { afterEach, describe, expect, test, vi } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import { signedPath } from '../../../../harness/brokers/access/aws-signature.ts';
import { openBroker, parseBroker } from '../../../../harness/brokers/index.ts';
import { parseEndpoint } from '../../../../harness/protocol/endpoint.ts';
import { openLink } from '../../../../harness/wire/client/open.ts';
import { listen } from '../little-servers.ts';
import { certificates } from './files.ts';
import { wantedIn } from './options.ts';
import { guarded } from './servers.ts';
import { type Known, whyRefused } from './signature-check.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const environment = { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey };

/**
 * The query signatures of AWS's signing test suite:
 * https://github.com/awslabs/aws-c-auth/tree/495329c2433034bd8fd53fc6ba9e0202d3fac876/tests/aws-signing-test-suite/v4
 */
describe('requests whose signature AWS publishes', () => {
  const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const sign = async (path: string, sessionToken?: string) => {
    const by = { ...keys, region: 'us-east-1', ...(sessionToken !== undefined && { sessionToken }) };
    const how = { now: new Date('2015-08-30T12:36:00Z'), service: 'service', expires: 3600 };
    const signed = await signedPath({ authority: 'example.amazonaws.com', path }, by, how);
    return new URL(signed, 'https://example.amazonaws.com').searchParams;
  };

  test.each([
    ['get-vanilla', '/', 'e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d'],
    [
      'get-slashes-normalized',
      '//example//',
      'c1834e8fb0307243711f0f907f6ab7311ed300d87f13792d7ee4da89ab93e082',
    ],
    ['get-unreserved', `/${unreserved}`, '95968482db1b9e0fadef6efc1bd24689f77c77d9ef56919c96a28cc92e0d6005'],
    [
      'get-vanilla-query-order-encoded',
      '/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
      'c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787',
    ],
    [
      'get-vanilla-query-order-key-case',
      '/?Param2=value2&Param1=value1',
      '86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5',
    ],
    [
      'get-vanilla-query-unreserved',
      `/?${unreserved}=${unreserved}`,
      '8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf',
    ],
  ])('%s', async (_name, path, signature) => {
    expect((await sign(path)).get('X-Amz-Signature')).toBe(signature);
  });

  test('a session token comes after the signature, which does not cover it', async () => {
    const token = 'AQoDYXdzEPT//wEX==';
    const parameters = await sign('/', token);
    expect(parameters.get('X-Amz-Signature')).toBe((await sign('/')).get('X-Amz-Signature'));
    expect([...parameters].at(-1)).toEqual(['X-Amz-Security-Token', token]);
  });
});

describe('a server that checks signatures', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  async function server(known: Known) {
    const embedded = await openBroker({ name: 'embedded' });
    const { server: pair, ca } = await certificates();
    const refused: (string | undefined)[] = [];
    const gate = guarded(pair, embedded.endpoints.ws ?? '', (path, headers) => {
      refused.push(whyRefused(path, String(headers.host), known));
      return refused.at(-1) === undefined;
    });
    const { port } = await listen(gate);
    const open = (variables: Readonly<Record<string, string>>, region = 'eu-west-1') => {
      const wanted = wantedIn(variables, '--ca', ca, '--sigv4', region);
      return openBroker(parseBroker(`wss://127.0.0.1:${port}/mqtt`, {}, wanted));
    };
    return { open, seen: gate.seen, refused, [Symbol.asyncDispose]: () => embedded.stop() };
  }

  test('lets in who has the keys, at every connection, and hours later', async () => {
    await using cloud = await server({ ...keys, region: 'eu-west-1' });
    await using broker = await cloud.open(environment);
    const endpoint = parseEndpoint(broker.endpoints.ws ?? '');
    const before = cloud.seen.length;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 60 * 60_000 });
    (await openLink(endpoint)).destroy();
    expect(cloud.refused.filter((why) => why !== undefined)).toEqual([]);
    expect(cloud.seen.length).toBe(before + 1);
    expect(
      new Set(cloud.seen.map(({ path }) => new URL(path, 'wss://x').searchParams.get('X-Amz-Date'))).size,
    ).toBeGreaterThan(1);
  });

  test('gets the token of temporary credentials', async () => {
    await using cloud = await server({ ...keys, region: 'eu-west-1', sessionToken: 'temporary//==' });
    await using broker = await cloud.open({ ...environment, AWS_SESSION_TOKEN: 'temporary//==' });
    expect(broker.endpoints.ws).toBeDefined();
    expect(cloud.refused).not.toContain('token');
  });

  test.each([
    ['another key', { AWS_SECRET_ACCESS_KEY: 'another' }, 'eu-west-1', 'signature'],
    ['another region', {}, 'us-east-1', 'scope'],
    ['a token that is not wanted', { AWS_SESSION_TOKEN: 'old' }, 'eu-west-1', 'token'],
  ])('refuses %s, and that is said', async (_what, more, region, why) => {
    await using cloud = await server({ ...keys, region: 'eu-west-1' });
    const error = await cloud.open({ ...environment, ...more }, region).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'signature-refused' });
    expect(cloud.refused).toContain(why);
    expect(JSON.stringify(error)).not.toContain(keys.secretAccessKey);
  });

  test('and a clock that is far off is told before the keys are suspected', async () => {
    const embedded = await openBroker({ name: 'embedded' });
    const { server: pair, ca } = await certificates();
    const gate = guarded(pair, embedded.endpoints.ws ?? '', () => false, new Date(Date.now() - 61 * 60_000));
    const { port } = await listen(gate);
    const wanted = wantedIn(environment, '--ca', ca, '--sigv4', 'eu-west-1');
    const error = await openBroker(parseBroker(`wss://127.0.0.1:${port}/mqtt`, {}, wanted)).catch(
      (one: unknown) => one,
    );
    expect(error).toMatchObject({ code: 'clock-off' });
    expect((error as CannotRunError).what.en).toContain('61 minutes ahead of');
    await embedded.stop();
  });
});

describe('what is wrong is said before anything is sent', () => {
  const codeAndLine = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof CannotRunError) return `${error.code}: ${error.what.en}: ${error.advice.en}`;
      throw error;
    }
    return 'nothing was wrong';
  };

  test('a variable is missing', () => {
    const { AWS_SECRET_ACCESS_KEY: _, ...without } = environment;
    const line = codeAndLine(() => wantedIn(without, '--sigv4', 'eu-west-1'));
    expect(line).toContain('aws-credentials-missing: --sigv4 needs');
    expect(line).toContain('and AWS_SECRET_ACCESS_KEY is not set');
    expect(codeAndLine(() => wantedIn({}, '--sigv4', 'eu-west-1'))).toContain('are not set');
  });

  test.each(['Ireland', 'eu-west', 'eu_west_1'])('%j is no region', (region) => {
    expect(codeAndLine(() => wantedIn(environment, '--sigv4', region))).toContain(
      'not the name of an AWS region',
    );
  });

  test.each(['us-east-1', 'us-gov-west-1', 'ap-northeast-3', 'cn-northwest-1', 'eusc-de-east-1'])(
    '%s is one',
    (region) => {
      expect(wantedIn(environment, '--sigv4', region)?.access.signing?.region).toBe(region);
    },
  );

  test.each([
    ['mqtts://abc-ats.iot.eu-west-1.amazonaws.com', 'signs a WebSocket request'],
    ['ws://abc-ats.iot.eu-west-1.amazonaws.com/mqtt', 'signs a WebSocket request'],
    ['wss://abc-ats.iot.us-east-2.amazonaws.com/mqtt', 'use --sigv4 us-east-2'],
  ])('%s does not fit', (url, says) => {
    const wanted = wantedIn(environment, '--sigv4', 'eu-west-1');
    expect(codeAndLine(() => parseBroker(url, {}, wanted))).toContain(says);
    expect(codeAndLine(() => parseBroker('wss://abc-ats.iot.eu-west-1.amazonaws.com/mqtt', {}, wanted))).toBe(
      'nothing was wrong',
    );
  });

  test('without the option, the variables mean nothing', () => {
    expect(wantedIn(environment)).toBeUndefined();
  });
});
