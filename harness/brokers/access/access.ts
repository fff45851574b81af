import type { EndpointTls } from '../../protocol/endpoint.ts';
import type { AwsSigning } from './aws-signature.ts';

/** How a running broker is reached and what its clients must say, besides its address and credentials. */
export interface Access {
  readonly tls?: EndpointTls;
  /** Headers of the WebSocket request, by name. They may be secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs each WebSocket request. */
  readonly signing?: AwsSigning;
  /** An HTTP or SOCKS proxy, which may ask for credentials. */
  readonly proxy?: URL;
  /** The zone of a link-local IPv6 address [RFC 4007, 11], e.g. `eth0`. */
  readonly zone?: string;
}

/** Whether a gateway is needed: clients can't say this themselves. */
export const isPlain = ({ tls, headers, signing, proxy, zone }: Access): boolean =>
  [tls, headers, signing, proxy, zone].every((one) => one === undefined);

/** Whether certificates are not checked. */
export const isInsecure = (access: Access | undefined): boolean => access?.tls?.rejectUnauthorized === false;
