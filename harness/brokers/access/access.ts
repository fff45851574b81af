import type { EndpointTls } from '../../protocol/endpoint.ts';

/** How a running broker is reached and what its clients must say, besides its address and credentials. */
export interface Access {
  readonly tls?: EndpointTls;
  /** Headers of the WebSocket request, by name. They may be secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** An HTTP or SOCKS proxy, which may ask for credentials. */
  readonly proxy?: URL;
}

/** Whether a gateway is needed: clients can't say this themselves. */
export const isPlain = ({ tls, headers, proxy }: Access): boolean =>
  tls === undefined && headers === undefined && proxy === undefined;

/** Whether certificates are not checked. */
export const isInsecure = (access: Access | undefined): boolean => access?.tls?.rejectUnauthorized === false;
