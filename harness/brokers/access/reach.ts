import { CannotRunError } from '../../base/errors.ts';
import { parseEndpoint } from '../../protocol/endpoint.ts';
import { HandshakeRefused, NotOpened } from '../../wire/client/open.ts';
import type { UrlChoice } from '../choice/choose.ts';
import { notOpened } from '../probe/rejection.ts';
import { certificateTrouble, tlsFailed } from '../probe/tls-troubles.ts';
import { openGateway } from './gateway.ts';

/** Where the clients of this machine reach a running broker. */
export interface Reached {
  readonly url: string;
  /** Rejects with the error of the connection behind a gateway, if that says more than the one seen in front of it. */
  explained<T>(asking: Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Opens the gateway to a broker that needs one. @throws CannotRunError that says why the broker is not reached */
export async function reach(
  { url, behind }: Pick<UrlChoice, 'url' | 'behind'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Reached> {
  if (behind === undefined) return { url, explained: (asking) => asking, stop: async () => {} };
  const endpoint = parseEndpoint(url);
  const gateway = await openGateway(behind.address, behind.access, signal).catch(async (error) => {
    signal.throwIfAborted();
    if (!(error instanceof NotOpened)) throw error;
    // The port is not examined further behind a proxy: that would be done without the proxy.
    if (behind.access.proxy === undefined || error.layer === 'tcp') throw await notOpened(endpoint, error);
    throw certificateTrouble(endpoint, error.cause) ?? tlsFailed(endpoint, error.cause);
  });
  return {
    url: gateway.url,
    explained: (asking) =>
      asking.catch((error) => {
        const { trouble } = gateway;
        if (behind.access.signing !== undefined && isBarred(error)) throw signatureRefused(error);
        const known = trouble instanceof CannotRunError ? trouble : certificateTrouble(endpoint, trouble);
        throw known ?? error;
      }),
    stop: () => gateway.stop(),
  };
}

const isBarred = (error: unknown): error is CannotRunError =>
  error instanceof CannotRunError &&
  error.cause instanceof HandshakeRefused &&
  error.code === 'websocket-refused' &&
  error.cause.status === 403;

/** AWS answers 403 to a wrong signature and to an identity without permission alike. */
const signatureRefused = ({ what, cause }: CannotRunError): CannotRunError =>
  new CannotRunError(
    'signature-refused',
    what,
    {
      en: 'check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN (temporary ones expire), the region, and that their policy allows iot:Connect',
      ja: 'AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN(一時的なものは失効します)とリージョンを確認し、ポリシーで iot:Connect が許可されているかも確認してください',
    },
    { cause },
  );
