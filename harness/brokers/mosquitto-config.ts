/** Where Mosquitto listens; without a host on every interface, which inside a container is the container. */
export interface MosquittoListeners {
  readonly host?: string;
  readonly mqttPort: number;
  readonly webSocketPort: number;
}

/**
 * A configuration for demonstrations: anybody may connect, nothing is kept on disk, and small packets are not held
 * back by Nagle's algorithm (about 40 ms a handshake otherwise).
 */
export function mosquittoConfig({ host, mqttPort, webSocketPort }: MosquittoListeners): string {
  const address = host === undefined ? '' : ` ${host}`;
  return [
    `listener ${mqttPort}${address}`,
    `listener ${webSocketPort}${address}`,
    'protocol websockets',
    'allow_anonymous true',
    'set_tcp_nodelay true',
    'persistence false',
    // Not stdout: to a pipe, 2.0.11 holds that back until it ends.
    'log_dest stderr',
    '',
  ].join('\n');
}

/** Written when the listeners are open. */
export const mosquittoReadyLine = /mosquitto version (\S+) running/;
