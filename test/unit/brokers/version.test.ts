import { describe, expect, test } from 'vitest';
import { compareVersions, isPreReleaseOf, readVersion } from '../../../harness/brokers/identity/version.ts';

describe('a version is read as', () => {
  test.for([
    ['2.0.22', '2.0.22'],
    ['v2.0.22', '2.0.22'],
    ['mosquitto version 2.0.11', '2.0.11'],
    ['emqx-v5.8.9-otp26-amd64', '5.8.9'],
    ['5.8.9-g1a2b3c', '5.8.9'],
    ['5.8.9-12-g1a2b3c', '5.8.9'],
    ['2.0.11-1+deb12u1', '2.0.11'],
    ['2.0.18-1ubuntu1', '2.0.18'],
    ['1:2.0.21-1~bpo12+1', '2.0.21'],
    ['5.8.10-patch.1', '5.8.10'],
    ['2.1.0-rc1', '2.1.0-rc.1'],
    ['v2.1.0rc2', '2.1.0-rc.2'],
    ['2.1.0~rc1-1', '2.1.0-rc.1'],
    ['2.0.0-beta.1', '2.0.0-beta.1'],
    ['6.0.0-M1.202507', '6.0.0-m.1'],
    ['6.1.0-alpha', '6.1.0-alpha'],
    ['2025.05.01', '2025.5.1'],
    ['24.12', '24.12.0'],
    ['v4.1', '4.1.0'],
    ['4.1-management', '4.1.0'],
    ['3.13~rc1-1', '3.13.0-rc.1'],
    ['MQTT 5.0 by mosquitto 2.0.22', '2.0.22'],
    ['at 127.0.0.1: mosquitto 2.0.22', '2.0.22'],
  ] as const)('%s: %s', ([text, version]) => {
    expect(readVersion(text)).toBe(version);
  });

  test.for(['', 'nightly', '5', '127.0.0.1', '10.1.', 'version two', 'MQTT 5.0'])('%j: none', (text) => {
    expect(readVersion(text)).toBeUndefined();
  });
});

test('versions are ordered by their numbers, a pre-release before its release', () => {
  const ordered = ['2.0.9', '2.0.11', '2.0.22', '2.1.0-beta', '2.1.0-rc2', '2.1.0rc10', '2.1.0', '10.0.0'];
  for (const [at, one] of ordered.entries()) {
    for (const [place, other] of ordered.entries()) {
      expect(Math.sign(compareVersions(one, other)), `${one}, ${other}`).toBe(Math.sign(at - place));
    }
  }
  expect(compareVersions('2.0.11-1+deb12u1', 'v2.0.11')).toBe(0);
  expect(compareVersions('24.12', '24.12.0')).toBe(0);
  expect(compareVersions('24.12', '24.3.1')).toBeGreaterThan(0);
  expect(() => compareVersions('2.0.11', 'nightly')).toThrow(TypeError);
});

test('only a pre-release of a release is one', () => {
  expect(isPreReleaseOf('2.1.0rc3', '2.1.0')).toBe(true);
  expect(isPreReleaseOf('2.1.0', '2.1.0')).toBe(false);
  expect(isPreReleaseOf('2.1.0-1ubuntu1', '2.1.0')).toBe(false);
  expect(isPreReleaseOf('2.1.1-rc1', '2.1.0')).toBe(false);
});
