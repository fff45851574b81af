import { afterEach, expect, test, vi } from 'vitest';
import { repeatedOptions, withOptions } from '../../../../harness/lab/terminal/repeated-options.ts';

afterEach(() => vi.unstubAllEnvs());

test('a broker and a language that were chosen are said again', () => {
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  expect(repeatedOptions({ broker: 'embedded', language: 'en' })).toBe('');
  expect(repeatedOptions({ broker: 'mosquitto', language: 'ja' })).toBe(' --broker mosquitto --lang ja');
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  expect(repeatedOptions({ broker: 'embedded', language: 'ja' })).toBe('');
  expect(repeatedOptions({ broker: 'embedded', language: 'en' })).toBe(' --lang en');
});

test('a password is not', () => {
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  expect(repeatedOptions({ broker: 'mqtts://ada:lovelace@broker.example', language: 'en' })).toBe('');
});

test('a query is not, which may be a signature', () => {
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  expect(
    repeatedOptions({ broker: 'wss://broker.example/mqtt?X-Amz-Signature=secret', language: 'en' }),
  ).toBe(" --broker 'wss://broker.example/mqtt?…'");
});

test('npm needs two hyphens before the first option', () => {
  expect(withOptions('npm run lab 04', '')).toBe('npm run lab 04');
  expect(withOptions('npm run lab 04', ' --lang ja')).toBe('npm run lab 04 -- --lang ja');
  expect(withOptions('npm run lab 04 -- --task 1', ' --lang ja')).toBe(
    'npm run lab 04 -- --task 1 --lang ja',
  );
});
