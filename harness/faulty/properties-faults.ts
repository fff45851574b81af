import type { IPublishPacket } from 'mqtt-packet';
import type { Mangle, Passage } from '../wire/mangling/mangle.ts';
import { delivers, reads, takes } from './faults.ts';

export type Properties = NonNullable<IPublishPacket['properties']>;
type Name = keyof Properties;

const without = (properties: Properties, ...names: readonly Name[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name as Name)));

const redressed = (
  publish: IPublishPacket,
  change: (properties: Properties) => Properties,
): IPublishPacket => ({
  ...publish,
  properties: change(publish.properties ?? {}),
});

/** Changes the properties of PUBLISH to the client. */
export const changesProperties = (change: (properties: Properties) => Properties): Mangle =>
  delivers((publish) => redressed(publish, change));

/** Leaves these properties out of PUBLISH to the client. */
export const leavesOut = (...names: readonly Name[]): Mangle =>
  changesProperties((properties) => without(properties, ...names));

/** Leaves all properties out of the PUBLISH packets that `where` selects. */
export const strips = (where: (publish: IPublishPacket, passage: Passage) => boolean): Mangle =>
  delivers((publish, passage) => (where(publish, passage) ? redressed(publish, () => ({})) : publish));

/** Leaves these properties out of PUBLISH to the broker. */
export const dropsIncomingProperties = (...names: readonly Name[]): Mangle =>
  takes((publish) => redressed(publish, (properties) => without(properties, ...names)));

/** Leaves these properties out of wills; all of them if none is named. */
export const dropsWillProperties = (...names: readonly Name[]): Mangle =>
  reads((connect) => {
    const { will } = connect;
    if (will?.properties === undefined) return connect;
    const properties = names.length === 0 ? {} : without(will.properties, ...names);
    return { ...connect, will: { ...will, properties } };
  });
