import { isTimeUp } from '../../base/error-code.ts';
import type { CannotRunError } from '../../base/errors.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import type { NotOpened } from '../../wire/client/open.ts';
import type { Credentials } from '../broker.ts';
import type { Answer } from './ask-connect.ts';
import { refusedByBroker } from './connack-refusals.ts';
import { closed, silent, unreached } from './connection-troubles.ts';
import { foreignBytes, otherThanAsked } from './foreign.ts';
import { certificateTrouble, tlsFailed } from './tls-troubles.ts';
import { handshakeRefused } from './websocket-troubles.ts';

/**
 * The error for a connection that was not accepted. If the answer does not show the reason, other protocols are tried on the
 * port.
 */
export async function rejection(
  address: Endpoint,
  answer: Answer,
  credentials: Credentials | undefined,
): Promise<CannotRunError> {
  switch (answer.kind) {
    case 'connack':
      return refusedByBroker(address, answer, credentials);
    case 'foreign':
      return foreignBytes(address, answer.bytes);
    case 'not-opened':
      return notOpened(address, answer.failure);
    case 'closed':
      // In TLS 1.3, a server that requires a client certificate says so only after the handshake.
      return (
        certificateTrouble(address, answer.error) ??
        (await otherThanAsked(address)) ??
        closed(address, answer.error)
      );
    case 'silent':
      return (await otherThanAsked(address)) ?? silent(address);
  }
}

/** The error for a connection whose lower layers could not be opened. */
export async function notOpened(address: Endpoint, { layer, cause }: NotOpened): Promise<CannotRunError> {
  if (layer === 'tcp') return unreached(address, cause);
  const known = layer === 'tls' ? certificateTrouble(address, cause) : handshakeRefused(address, cause);
  const other = known ?? (await otherThanAsked(address));
  if (other !== undefined) return other;
  if (isTimeUp(cause)) return silent(address);
  return layer === 'tls' ? tlsFailed(address, cause) : closed(address, cause);
}
