import type { Lab } from '../../harness/lab/index.ts';

/** A broker as a program reaches it. */
export interface Place {
  readonly name: 'home' | 'cloud';
  readonly connect: Lab['connect'];
}

/** The broker by itself, and behind the limits of AWS IoT Core. If it is a cloud already, just the cloud. */
export async function places(lab: Lab): Promise<Place[]> {
  if (lab.isCloud) return [{ name: 'cloud', connect: lab.connect }];
  const { connect } = await lab.inCloud('aws-iot-core');
  return [
    { name: 'home', connect: lab.connect },
    { name: 'cloud', connect },
  ];
}
