import type { Text } from '../../base/text.ts';
import type { Exit } from '../../clients/program.ts';
import { defaultLimits } from '../../wire/tap/limits.ts';
import { MOST_MIB } from './broker.ts';

const mostPackets = defaultLimits.entries.toLocaleString('en');

/** Why a client that sends too much is not judged. */
export const sentTooMuch: Text = {
  en: `it sends too much to be recorded: more than ${mostPackets} packets or ${MOST_MIB} MiB`,
  ja: `送る量が多すぎて記録しきれない(${mostPackets} パケットまたは ${MOST_MIB} MiB を超えた)`,
};

export const didNotCome = ({ en, ja }: Text, ms: number): Text => ({
  en: `${en} did not come within ${ms / 1_000} s`,
  ja: `${ms / 1_000} 秒以内に ${ja} が来なかった`,
});

export const endedBefore = ({ en, ja }: Text, { code }: Exit): Text => ({
  en: `the program ended (exit code ${code}) before ${en}`,
  ja: `${ja} の前にプログラムが終了した(終了コード ${code})`,
});
