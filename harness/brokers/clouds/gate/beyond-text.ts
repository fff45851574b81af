import type { Text } from '../../../base/text.ts';
import { limitText, sourceText } from '../limit-text.ts';
import type { CloudLimits } from '../limits.ts';
import type { LimitName } from '../words.ts';

/** Why a packet was not sent: the limit that it is beyond, and its source. */
export function beyondText(limits: CloudLimits, name: LimitName): Text {
  const fact = limits[name];
  if (fact === undefined) throw new TypeError(`nothing is documented about ${name}`);
  const says = limitText(limits, name);
  const source = sourceText(fact);
  return {
    en: `beyond a documented limit, ${says.en}: ${source.en}`,
    ja: `公開されている制限を超える。${says.ja}: ${source.ja}`,
  };
}
