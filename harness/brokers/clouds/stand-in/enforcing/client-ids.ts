import { codes, connackCodes } from '../../../../protocol/codes.ts';
import { refuseConnect } from '../answers.ts';
import { fromClient, type Restriction, stateless } from '../restriction.ts';

/** Refuses client ids that are longer, in bytes of UTF-8. */
export const clientIdBytes = (maximum: number): Restriction =>
  stateless(
    'clientIdBytes',
    {
      en: `a client id has at most ${maximum} bytes`,
      ja: `クライアント ID は ${maximum} バイトまで`,
    },
    refusing((clientId) => Buffer.byteLength(clientId) > maximum),
  );

/** Refuses client ids with this beginning. */
export const clientIdNotBeginning = (beginning: string): Restriction =>
  stateless(
    'clientIdNotBeginning',
    {
      en: `a client id does not begin with ${beginning}`,
      ja: `クライアント ID は ${beginning} で始められない`,
    },
    refusing((clientId) => clientId.startsWith(beginning)),
  );

const refusing = (isRefused: (clientId: string) => boolean) =>
  fromClient('connect', (connect, passage) =>
    isRefused(connect.clientId)
      ? refuseConnect(passage, codes.clientIdNotValid, connackCodes.identifierRejected)
      : connect,
  );
