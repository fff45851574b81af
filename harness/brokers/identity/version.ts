import compare from 'semver/functions/compare.js';

/** `2.0.22` somewhere in a text, with its suffix. Four numbers are an IP address. */
const numbered = /(?<![\d.])(?<core>\d{1,9}\.\d{1,9}\.\d{1,9})(?!\.?\d)(?<rest>[\w.+~-]*)/;

/** `24.12`, `v4.1-management`: a text that is only a version of two numbers, with its suffix. */
const short = /^(?:\d+:)?v?(?<core>\d{1,9}\.\d{1,9})(?![\d.])(?<rest>[\w.+~-]*)$/i;

/** The suffix of a pre-release: `-rc1`, `rc2`, `~beta.3`. */
const unreleased = /^[-.~]?(?<stage>alpha|beta|rc|pre|preview|dev|snapshot|m)[-.]?(?<count>\d*)(?![a-z])/i;

/**
 * Reads the first version in a text that a broker or a person wrote, such as `mosquitto version 2.0.22`, `v5.8.9-g1a2b3c` or
 * `2.0.11-1+deb12u1`, and returns it as a semantic version. Suffixes of distributions and git are dropped; those of
 * pre-releases are kept (`2.1.0-rc.1`). A text that is only a version may have two numbers, as tags of images have: `24.12` is
 * read as `24.12.0`. In a longer text, two numbers may be the protocol's (`MQTT 5.0`) and do not count. Undefined for a text
 * without a version.
 */
export function readVersion(text: string): string | undefined {
  const { core, rest = '' } = (numbered.exec(text) ?? short.exec(text))?.groups ?? {};
  if (core === undefined) return undefined;
  const [major = 0, minor = 0, patch = 0] = core.split('.').map(Number);
  const numbers = `${major}.${minor}.${patch}`;
  const { stage, count = '' } = unreleased.exec(rest)?.groups ?? {};
  if (stage === undefined) return numbers;
  return `${numbers}-${stage.toLowerCase()}${count === '' ? '' : `.${Number(count)}`}`;
}

/**
 * Below 0 where `one` is the earlier version, above 0 where it is the later one, else 0. A pre-release is earlier than its
 * release.
 * @throws TypeError for what has no version in it
 */
export const compareVersions = (one: string, other: string): number =>
  compare(required(one), required(other));

/** Whether `version` is a pre-release of `release`: `2.1.0-rc1` is one of `2.1.0`. */
export function isPreReleaseOf(version: string, release: string): boolean {
  const [core, ...stage] = required(version).split('-');
  return stage.length > 0 && core === required(release);
}

function required(text: string): string {
  const version = readVersion(text);
  if (version === undefined) throw new TypeError(`'${text}' is not a version`);
  return version;
}
