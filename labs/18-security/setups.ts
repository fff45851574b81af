import { Authority, type KeyPair, type Lab, type Setup, type Subject } from '../../harness/lab/index.ts';

/** May read everything, and may send commands to the valve. */
export const operator = { username: 'operator', password: 'rose garden' };
/** May publish a temperature, and may receive the commands for its valve. */
export const sensor = { username: 'sensor', password: 'greenhouse' };

interface Certificates {
  /** PEM of the authority that signed the certificates of the server and of the device. */
  readonly authority: string;
  readonly otherAuthority: string;
  /** For 127.0.0.1 and localhost. */
  readonly server: KeyPair;
  /** For another host. */
  readonly otherServer: KeyPair;
  /** For 127.0.0.1 and localhost, too, but signed by the other authority. */
  readonly impostor: KeyPair;
  readonly device: KeyPair;
  /** Signed by the other authority. */
  readonly stranger: KeyPair;
}

/** The name of another host, on which the broker does not run. */
export const elsewhere = 'elsewhere.example';

let made: Promise<Certificates> | undefined;

/** The certificates, made once and kept in this process only. They are valid for one day. */
export function certificates(): Promise<Certificates> {
  made ??= make();
  return made;
}

/** The names of this machine. */
const here: Subject = {
  commonName: 'localhost',
  names: [
    { type: 'ip', value: '127.0.0.1' },
    { type: 'dns', value: 'localhost' },
  ],
};

async function make(): Promise<Certificates> {
  //#region authority
  const ours = await Authority.create('our own CA');
  const server = await ours.issue(here);
  const device = await ours.issue({ commonName: 'sensor-1' });
  //#endregion
  const theirs = await Authority.create('another CA');
  return {
    authority: ours.cert,
    otherAuthority: theirs.cert,
    server,
    otherServer: await ours.issue({ commonName: elsewhere, names: [{ type: 'dns', value: elsewhere }] }),
    impostor: await theirs.issue(here),
    device,
    stranger: await theirs.issue({ commonName: 'stranger' }),
  };
}

/** Two users, rules that say what each may do, and a TLS endpoint in addition to the others. */
export async function secured(lab: Pick<Lab, 'topic'>): Promise<Setup> {
  const { server } = await certificates();
  // The rules are for the topics of every run, so that runs at the same time can share the broker.
  const topic = (name: string) => lab.topic(name).replace(/[^/]+(?=\/greenhouse)/, '+');
  return {
    tls: { server },
    users: [operator, sensor],
    //#region rules
    acl: [
      { user: 'operator', may: 'subscribe', filter: topic('greenhouse/#') },
      { user: 'operator', may: 'publish', filter: topic('greenhouse/#') },
      { user: 'sensor', may: 'publish', filter: topic('greenhouse/temperature') },
      { user: 'sensor', may: 'subscribe', filter: topic('greenhouse/valve') },
    ],
    //#endregion
  };
}

/** TLS that requires a device certificate from our authority. */
export async function mutual(): Promise<Setup> {
  const { server, authority } = await certificates();
  return { tls: { server, clientAuthority: authority } };
}
