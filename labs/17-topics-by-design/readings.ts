import type { Lab } from '../../harness/lab/index.ts';

/** The topics of the house: site, room, device, kind. */
export const tree = [
  'hq/greenhouse/sensor-1/temperature',
  'hq/greenhouse/sensor-1/humidity',
  'hq/greenhouse/valve-1/state',
  'hq/office/sensor-2/temperature',
];

/** What one sensor measures: °C, % and lx. */
export const readings = { temperature: 21.5, humidity: 48, light: 1200 };
type Readings = typeof readings;

export const jsonOf = (values: Readings): string => JSON.stringify(values);

/** Two bytes for each value, in tenths. The bytes do not show this, so every reader has to know it. */
export function packed({ temperature, humidity, light }: Readings): Buffer {
  const bytes = Buffer.alloc(6);
  for (const [index, value] of [temperature, humidity, light].entries()) {
    bytes.writeUInt16BE(Math.round(value * 10), 2 * index);
  }
  return bytes;
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The number of messages to a client so far, without fences, and their bytes on the wire. */
export function payloads(lab: Pick<Lab, 'trace'>, client: string): { count: number; bytes: number } {
  const messages = lab.trace
    .to(client)
    .of('PUBLISH')
    .where(
      ({ fields }) =>
        !Buffer.from(fields.payload ?? [])
          .toString()
          .startsWith('fence '),
      {
        en: 'without fences',
        ja: 'フェンス以外',
      },
    );
  return { count: messages.count, bytes: messages.bytes() };
}
