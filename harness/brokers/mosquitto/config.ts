import type { AclRule, Setup, TlsSetup } from '../setup/setup.ts';
import { mosquittoPassword } from './password.ts';

/** Where Mosquitto listens. Without a host, it listens on every interface, as a container needs. */
export interface MosquittoListeners {
  readonly host?: string;
  readonly mqttPort: number;
  readonly webSocketPort: number;
  readonly tlsPort: number;
}

/** The file name of the configuration. */
export const mosquittoConfigFile = 'mosquitto.conf';

/**
 * The files that Mosquitto is started with, by their names in `directory`, the configuration first. The configuration without a
 * setup is for demonstrations: any client may connect, nothing is kept on disk, and Nagle's algorithm, which would delay each
 * handshake by about 40 ms, is off.
 */
export function mosquittoFiles(
  { host, mqttPort, webSocketPort, tlsPort }: MosquittoListeners,
  setup: Setup,
  directory: string,
): Readonly<Record<string, string>> {
  const address = host === undefined ? '' : ` ${host}`;
  const { tls, users, acl, maximumKeepAlive, persistence } = setup;
  const config = [
    `listener ${mqttPort}${address}`,
    `listener ${webSocketPort}${address}`,
    'protocol websockets',
    ...(tls ? [`listener ${tlsPort}${address}`, ...tlsLines(tls, directory)] : []),
    `allow_anonymous ${users === undefined}`,
    ...(users ? [`password_file ${directory}/passwords`] : []),
    ...(acl ? [`acl_file ${directory}/acl`] : []),
    ...(maximumKeepAlive === undefined ? [] : [`max_keepalive ${maximumKeepAlive}`]),
    'set_tcp_nodelay true',
    `persistence ${persistence === true}`,
    ...(persistence ? [`persistence_location ${directory}/`] : []),
    // If root starts Mosquitto, Mosquitto changes to a user that may neither read these files nor write beside them.
    ...(Object.keys(setup).length > 0 ? ['user root'] : []),
    // Not stdout: if stdout is a pipe, 2.0.11 writes nothing before it ends.
    'log_dest stderr',
    '',
  ];
  return {
    [mosquittoConfigFile]: config.join('\n'),
    ...(tls && { 'server.pem': tls.server.cert, 'server.key': tls.server.key }),
    ...(tls?.clientAuthority !== undefined && { 'clients.pem': tls.clientAuthority }),
    ...(users && { passwords: users.map(mosquittoPassword).join('') }),
    ...(acl && { acl: aclFile(acl) }),
  };
}

const tlsLines = ({ clientAuthority }: TlsSetup, directory: string): string[] => [
  `certfile ${directory}/server.pem`,
  `keyfile ${directory}/server.key`,
  ...(clientAuthority === undefined ? [] : [`cafile ${directory}/clients.pem`, 'require_certificate true']),
];

const words = { publish: 'write', subscribe: 'read' } as const;

const aclFile = (rules: readonly AclRule[]): string =>
  rules.map(({ user, may, filter }) => `user ${user}\ntopic ${words[may]} ${filter}\n`).join('');

/** Written when the listeners are open. */
export const mosquittoReadyLine = /mosquitto version (\S+) running/;
