import type { Text } from '../../base/text.ts';
import { compareVersions } from '../identity/version.ts';
import type { KnownDeviation } from './known-deviation.ts';

/**
 * The note that a deviation was not looked at on this version, with the versions on which it was. Undefined if it was looked
 * at on this version.
 * @param lookedAt in ascending order
 * @param version undefined if it is not known
 */
export function lookedAtNote(lookedAt: readonly string[], version: string | undefined): Text | undefined {
  const last = lookedAt.at(-1) ?? '';
  if (version === undefined) {
    return {
      en: `version not known, last looked at on ${last}`,
      ja: `バージョンは不明、最後に確かめたのは ${last}`,
    };
  }
  if (lookedAt.some((one) => compareVersions(one, version) === 0)) return undefined;
  const before = lookedAt.findLast((one) => compareVersions(one, version) < 0);
  const after = lookedAt.find((one) => compareVersions(one, version) > 0);
  if (before === undefined) return { en: `first looked at on ${after}`, ja: `最初に確かめたのは ${after}` };
  if (after === undefined) return { en: `last looked at on ${before}`, ja: `最後に確かめたのは ${before}` };
  return { en: `looked at on ${before} and ${after}`, ja: `確かめたのは ${before} と ${after}` };
}

/** The note for a deviation that returned: the version that had fixed it. */
export const mendedNote = ({ mended }: Pick<KnownDeviation, 'mended'>): Text => ({
  en: `${mended} had mended it`,
  ja: `${mended} で直っていました`,
});

/** What to change in which file if a deviation does not happen on this version. */
export function toChange({ file, claim, lookedAt }: KnownDeviation, version: string): Text {
  const where = `${file}, ${claim}`;
  const isLater = lookedAt.every((one) => compareVersions(one, version) < 0);
  if (isLater) return { en: `${where}: mended: '${version}'`, ja: `${where}: mended: '${version}'` };
  const seenLater = lookedAt.find((one) => compareVersions(one, version) >= 0) ?? '';
  return {
    en: `${where}: seen on ${seenLater}, not on ${version}: sometimes: …, or a range for each`,
    ja: `${where}: ${seenLater} では起き、${version} では起きない: sometimes: … か、別々の範囲に`,
  };
}
