import { readFileSync } from 'node:fs';
import { CannotRunError } from '../../../harness/base/errors.ts';
import type { Credentials } from '../../../harness/brokers/broker.ts';
import { probe } from '../../../harness/brokers/probe/probe.ts';
import { answering } from './little-servers.ts';

export const certificate = (name: string) => ({
  cert: readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url)),
  key: readFileSync(new URL(`./certificates/${name}.key`, import.meta.url)),
});

export const connack311 = (code: number) => Buffer.from([0x20, 2, 0, code]);
/** CONNACK of MQTT 5 with a reason code and properties, given as bytes. */
export const connack5 = (code: number, ...properties: number[]) =>
  Buffer.from([0x20, 3 + properties.length, 0, code, properties.length, ...properties]);

/** The protocol level of a CONNECT [MQTT-3.1.2-2]: after the fixed header's two bytes and 'MQTT' with its length. */
export const levelOf = (connect: Buffer) => connect[8];
export const server311 = (code = 0) =>
  answering((asked, socket) => socket.end(connack311(levelOf(asked) === 4 ? code : 1)));
export const server5 = (...properties: number[]) =>
  answering((asked, socket) => socket.end(levelOf(asked) === 5 ? connack5(0, ...properties) : connack311(0)));

/** Of a server that says nothing, so that this is told quickly; all others have the time that they need. */
export const silent = { patience: 300 };

export async function found(
  url: string,
  options: { readonly credentials?: Credentials | undefined; readonly patience?: number } = {},
): Promise<CannotRunError> {
  try {
    await probe(url, options);
  } catch (error) {
    if (error instanceof CannotRunError) return error;
    throw error;
  }
  throw new Error(`${url} was accepted`);
}
