import { protocolName } from '../../../../protocol/statements.ts';
import type { ProtocolVersion } from '../../../../protocol/version.ts';
import { codes, refuseConnect, returnCodes } from '../answers.ts';
import { fromClient, type Restriction, stateless } from '../restriction.ts';

const REFUSED_IN_3_1_1 = Buffer.of(0x20, 2, 0, returnCodes.unacceptableVersion);

/** Refuses CONNECT of other versions. A server of 3.1.1 answers in the form of 3.1.1 [MQTT-3.1.2-2]. */
export function protocolVersions(versions: readonly ProtocolVersion[]): Restriction {
  const names = versions.map(protocolName).join(', ');
  const says = { en: `it speaks only ${names}`, ja: `${names} だけに対応する` };
  return stateless(
    'protocolVersions',
    says,
    fromClient('connect', (connect, passage) => {
      if (versions.some((version) => version === connect.protocolVersion)) return connect;
      if (versions.includes(5)) {
        return refuseConnect(passage, codes.unsupportedVersion, returnCodes.unacceptableVersion);
      }
      passage.tell(REFUSED_IN_3_1_1);
      passage.hangUp();
      return [];
    }),
  );
}
