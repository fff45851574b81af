import type { Packet } from 'mqtt-packet';
import type { Text } from '../../../base/text.ts';
import { inFrontOf, type Mangle, type Passage } from '../../../wire/mangling/mangle.ts';
import type { Beginning, Doors } from '../../../wire/mangling/proxy.ts';
import { orHangUp } from './or-hang-up.ts';

/** One limit of a cloud broker, as its stand-in enforces it. */
export interface Restriction {
  /** Unique in a stand-in, e.g. `qos-2`, so that one can be left out. */
  readonly name: string;
  /** What the cloud does, as its makers document. */
  readonly says: Text;
  /**
   * Begins with the stand-in. What its connections share lives in the outer function, what one connection needs in the one that
   * it returns.
   * @param behind the doors of the broker behind the stand-in
   */
  readonly begin: (behind: Doors) => (beginning: Beginning) => Mangle;
}

/** A restriction whose connections share nothing and remember nothing. */
export const stateless = (name: string, says: Text, mangle: Mangle): Restriction => ({
  name,
  says,
  begin: () => () => mangle,
});

type Command = Packet['cmd'];
type Of<C extends Command> = Extract<Packet, { cmd: C }>;
type Change<C extends Command> = (packet: Of<C>, passage: Passage) => ReturnType<Mangle>;

const isA = <C extends Command>(packet: Packet | undefined, cmd: C): packet is Of<C> => packet?.cmd === cmd;

/** Changes packets of this type from the client. Other packets pass. */
export const fromClient =
  <C extends Command>(cmd: C, change: Change<C>): Mangle =>
  (packet, direction, passage) =>
    direction === 'to-broker' && isA(packet, cmd) ? change(packet, passage) : (packet ?? passage.bytes);

/** Changes packets of this type to the client. Other packets pass. */
export const toClient =
  <C extends Command>(cmd: C, change: Change<C>): Mangle =>
  (packet, direction, passage) =>
    direction === 'to-client' && isA(packet, cmd) ? change(packet, passage) : (packet ?? passage.bytes);

type Properties = NonNullable<Of<'connect'>['properties'] & Of<'subscribe'>['properties']>;

/** The properties of any packet; none before MQTT 5. */
export const propertiesOf = (packet: Packet): Partial<Properties> =>
  'properties' in packet ? ((packet.properties ?? {}) as Partial<Properties>) : {};

/** Several mangles as one, the first one on the side of the clients. */
export const inOrder = (mangles: readonly Mangle[]): Mangle =>
  mangles.reduceRight((behind, front) => inFrontOf(behind, front), passes);

const passes: Mangle = (packet, _direction, { bytes }) => packet ?? bytes;

/** Begins all restrictions of a stand-in, the first one on the side of the clients. */
export function beginAll(
  restrictions: readonly Restriction[],
  behind: Doors,
): (beginning: Beginning) => Mangle {
  const begun = restrictions.map(({ begin }) => begin(behind));
  return (beginning) => orHangUp(inOrder(begun.map((begin) => begin(beginning))));
}
