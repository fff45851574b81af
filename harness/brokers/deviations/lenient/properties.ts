import type { Deviation } from '../of-broker.ts';
import { ACCEPTED } from './connect.ts';
import { ANSWERED, takenFor } from './packets.ts';

const PROTOCOL_ERROR = 'MQTT-4.13.1-1';

interface About extends Pick<Deviation, 'does' | 'link' | 'lookedAt' | 'mended'> {
  /** Default: the statement on protocol errors. */
  readonly statement?: string;
  /** Default: what most brokers send. */
  readonly wire?: readonly string[];
}

const invalid =
  (seen: unknown, wire: readonly string[]) =>
  (claim: string, { statement = PROTOCOL_ERROR, ...about }: About): Deviation => ({
    claim,
    statements: { 5: statement },
    seen,
    wire,
    ...about,
  });

/** The broker accepts an invalid PUBLISH of MQTT 5. */
export const acceptsPublish = invalid(ANSWERED, takenFor('client → broker  PUBLISH   qos 0  a  "x"'));

/** The broker grants an invalid SUBSCRIBE of MQTT 5. */
export const grantsSubscribe = (claim: string, about: About, options = ''): Deviation =>
  invalid(
    ANSWERED,
    takenFor(
      `client → broker  SUBSCRIBE  id 1  a  qos 0${options}`,
      'broker → client  SUBACK     id 1  granted qos 0',
    ),
  )(claim, about);

/** The broker accepts an invalid CONNECT of MQTT 5. */
export const acceptsConnect = invalid(ACCEPTED, [
  'client → broker  CONNECT  MQTT 5  clean start',
  'broker → client  CONNACK  Success',
]);
