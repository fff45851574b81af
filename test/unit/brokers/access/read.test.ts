import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import { isUrlChoice, parseBroker } from '../../../../harness/brokers/choice/choose.ts';
import { parseBrokers } from '../../../../harness/brokers/choice/several.ts';
import { certificates, files } from './files.ts';
import { wanted } from './options.ts';

function errorOf(run: () => unknown): CannotRunError {
  try {
    run();
  } catch (error) {
    if (error instanceof CannotRunError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

test('no option: nothing is wanted', () => {
  expect(wanted()).toBeUndefined();
});

test('certificate and key are read', async () => {
  const { authority, client, ca, cert, key } = await certificates();
  expect(wanted('--ca', ca, '--cert', cert, '--key', key)?.access.tls).toEqual({
    ca: authority.cert,
    cert: client.cert,
    key: client.key,
  });
  expect(wanted('--cafile', ca)?.access.tls).toEqual({ ca: authority.cert });
});

test('each wrong file has its own line', async () => {
  const { authority, ca, cert, key } = await certificates();
  const yesterday = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-01-02') };
  const expired = await authority.issue({ commonName: 'client', validity: yesterday });
  const { privateKey: encrypted } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'geheim' },
  });
  const other = await authority.issue({ commonName: 'other' });
  const more = await files({
    oldCert: expired.cert,
    oldKey: expired.key,
    encrypted,
    otherKey: other.key,
    empty: '',
  });
  const wrong: [readonly string[], string][] = [
    [['--ca', '/no/such/file'], 'file-not-readable'],
    [['--ca', key], 'not-a-certificate'],
    [['--ca', more.empty], 'not-a-certificate'],
    [['--cert', cert], 'bad-option'],
    [['--key', key], 'bad-option'],
    [['--cert', cert, '--key', cert], 'not-a-key'],
    [['--cert', cert, '--key', more.encrypted], 'key-encrypted'],
    [['--cert', cert, '--key', more.otherKey], 'key-of-another-certificate'],
    [['--cert', more.oldCert, '--key', more.oldKey], 'certificate-expired'],
    [['--password-file', ca.replace('ca', 'nowhere')], 'file-not-readable'],
    [['--client-id', 'always-the-same'], 'bad-option'],
    [['--header', 'no colon'], 'bad-option'],
    [['--header', 'X: a\nb'], 'bad-option'],
    [['--proxy', 'proxy.example'], 'bad-option'],
  ];
  for (const [words, code] of wrong) expect(errorOf(() => wanted(...words)).code, words.join(' ')).toBe(code);
});

test('a header or proxy that is wrong is not repeated whole', () => {
  const shown = [
    errorOf(() => wanted('--header', 'Author ization: geheim')),
    errorOf(() => wanted('--proxy', 'ftp://user:geheim@host')),
  ].map(({ what, advice }) => JSON.stringify([what, advice]));
  for (const line of shown) expect(line).not.toContain('geheim');
});

test('options about a running broker want a URL', () => {
  const asked = wanted('--username', 'me');
  expect(errorOf(() => parseBroker('embedded', {}, asked))).toMatchObject({ code: 'bad-option' });
  expect(errorOf(() => parseBrokers(['embedded', 'mosquitto'], asked))).toMatchObject({ code: 'bad-option' });
  const [first, second] = parseBrokers(['embedded', 'mqtt://broker.example'], asked);
  expect(first).toEqual({ name: 'embedded' });
  expect(second).toMatchObject({ credentials: { username: 'me' }, lacksPassword: true });
});

test('the password comes from the URL, a file or the environment, in this order', async () => {
  const { file } = await files({ file: 'from the file\nsecond line\n' });
  const asked = wanted('--username', 'me', '--password-file', file);
  const passwordOf = (word: string, more = asked) => {
    const choice = parseBroker(word, { MQTT_PASSWORD: 'from the environment' }, more);
    return isUrlChoice(choice) ? choice.credentials?.password : undefined;
  };
  expect(passwordOf('mqtt://me:in-url@broker.example')).toBe('in-url');
  expect(passwordOf('mqtt://broker.example')).toBe('from the file');
  expect(passwordOf('mqtt://broker.example', wanted('--username', 'me'))).toBe('from the environment');
});

test('a query stays out of what is shown', () => {
  const choice = parseBroker('wss://broker.example/mqtt?X-Amz-Signature=geheim', {});
  expect(choice).toMatchObject({
    name: 'wss://broker.example/mqtt',
    url: 'wss://broker.example/mqtt',
    behind: { address: 'wss://broker.example/mqtt?X-Amz-Signature=geheim' },
  });
  expect(errorOf(() => parseBroker('mqtt://broker.example?a=b', {}))).toMatchObject({ code: 'bad-url' });
});

test('a link-local address has a zone', () => {
  for (const percent of ['%', '%25']) {
    expect(parseBroker(`mqtts://me:secret@[fe80::1${percent}eth0]:8884`, {})).toMatchObject({
      name: 'mqtts://[fe80::1%eth0]:8884',
      credentials: { username: 'me', password: 'secret' },
      behind: { address: 'mqtts://[fe80::1]:8884', access: { zone: 'eth0' } },
    });
  }
});
