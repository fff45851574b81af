import { codes, connackCodes } from '../../../../protocol/codes.ts';
import { readConnectHead } from '../../../../protocol/connect-head.ts';
import { protocolName } from '../../../../protocol/statements.ts';
import type { ProtocolVersion } from '../../../../protocol/version.ts';
import type { Passage } from '../../../../wire/mangling/mangle.ts';
import { refuseConnect } from '../answers.ts';
import { fromClient, type Restriction, stateless } from '../restriction.ts';

const REFUSED_IN_3_1_1 = Buffer.of(0x20, 2, 0, connackCodes.unacceptableVersion);

/** Refuses CONNECT of other versions. A server of 3.1.1 answers in the form of 3.1.1 [MQTT-3.1.2-2]. */
export function protocolVersions(versions: readonly ProtocolVersion[]): Restriction {
  const names = versions.map(protocolName).join(', ');
  const says = { en: `it speaks only ${names}`, ja: `${names} だけに対応する` };
  const speaks = (version: number | undefined) => versions.some((one) => one === version);
  const refuseIn311 = ({ tell, hangUp }: Passage): [] => {
    tell(REFUSED_IN_3_1_1);
    hangUp();
    return [];
  };
  const known = fromClient('connect', (connect, passage) => {
    if (speaks(connect.protocolVersion)) return connect;
    if (!versions.includes(5)) return refuseIn311(passage);
    return refuseConnect(passage, codes.unsupportedVersion, connackCodes.unacceptableVersion);
  });
  return stateless('protocolVersions', says, (packet, direction, passage) => {
    // A CONNECT of an unknown version cannot be decoded.
    const head =
      packet === undefined && direction === 'to-broker' ? readConnectHead(passage.bytes) : undefined;
    const isUnknown = head !== undefined && !speaks(head.protocolVersion);
    return isUnknown && !versions.includes(5) ? refuseIn311(passage) : known(packet, direction, passage);
  });
}
