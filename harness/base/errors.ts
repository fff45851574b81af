import type { Text } from './text.ts';

/**
 * A problem that the user can solve: what is wrong, and what to do about it. The command line prints it as one line and exits
 * with 2. Every other error is a bug of this project.
 */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
  readonly code: ErrorCode;
  readonly what: Text;
  readonly advice: Text;

  constructor(code: ErrorCode, what: Text, advice: Text, options?: ErrorOptions) {
    super(`${what.en}: ${advice.en}`, options);
    this.code = code;
    this.what = what;
    this.advice = advice;
  }
}

/**
 * Why a program cannot go on, as a stable word for tests and scripts. New codes are added here, so that the compiler finds
 * misspelt ones.
 */
export type ErrorCode =
  // Wrong requests, on the command line or by a program.
  | 'bad-lab-name'
  | 'bad-option'
  | 'bad-prefix'
  | 'bad-url'
  | 'broker-twice'
  | 'deck-is-there'
  | 'lab-is-there'
  | 'no-deck'
  | 'no-such-endpoint'
  | 'no-tag'
  | 'no-program'
  | 'no-terminal'
  | 'not-an-endpoint'
  | 'option-taken-by-npm'
  | 'too-many-arguments'
  | 'unknown-broker'
  | 'unknown-claim'
  | 'unknown-client'
  | 'unknown-cut'
  | 'unknown-lab'
  | 'unknown-language'
  | 'unknown-option'
  | 'unknown-packet-type'
  | 'unknown-protocol'
  | 'unknown-task'
  // This machine and its files.
  | 'browser-failed'
  | 'cannot-listen'
  | 'cannot-write'
  | 'machine-too-busy'
  | 'no-browser'
  | 'no-repository-address'
  | 'no-temporary-folder'
  | 'node-too-old'
  // Starting a broker.
  | 'broker-ended'
  | 'broker-not-started'
  | 'container-not-started'
  | 'docker-bad-address'
  | 'docker-config-not-readable'
  | 'docker-no-permission'
  | 'docker-not-installed'
  | 'docker-not-running'
  | 'docker-remote'
  | 'image-not-available'
  | 'local-only-mode'
  | 'no-docker-context'
  | 'no-own-broker'
  | 'port-taken'
  | 'program-confined'
  | 'program-not-found'
  // Client programs.
  | 'client-failed'
  | 'client-needs-credentials'
  | 'client-not-here'
  // Files and options that say how a broker is reached.
  | 'aws-credentials-missing'
  | 'azure-key-missing'
  | 'azure-key-unreadable'
  | 'file-not-readable'
  | 'key-encrypted'
  | 'key-of-another-certificate'
  | 'not-a-certificate'
  | 'not-a-key'
  // Reaching a broker.
  | 'alpn-refused'
  | 'certificate-expired'
  | 'certificate-not-trusted'
  | 'certificate-wrong-host'
  | 'client-certificate-refused'
  | 'client-certificate-required'
  | 'clock-off'
  | 'closed'
  | 'connection-refused'
  | 'connection-rejected'
  | 'credentials-rejected'
  | 'credentials-required'
  | 'host-not-found'
  | 'http-server'
  | 'not-mqtt'
  | 'not-tls'
  | 'not-websocket'
  | 'proxy-refused'
  | 'signature-refused'
  | 'silent'
  | 'timeout'
  | 'tls-failed'
  | 'unreachable'
  | 'wants-tls'
  | 'websocket-path'
  | 'websocket-refused'
  | 'websocket-subprotocol'
  // Labs and claims.
  | 'connection-lost'
  | 'fault-cannot-match'
  | 'fault-not-fired'
  | 'interrupted'
  | 'left-behind'
  | 'task-floods'
  | 'mistake-in-lab'
  | 'no-lab-in-file'
  | 'no-client'
  | 'no-control-answer'
  | 'no-second-client'
  | 'no-recording'
  | 'not-recorded'
  | 'progress-not-readable'
  | 'recording-not-readable'
  | 'too-slow'
  // Slides, recordings and reports.
  | 'broken-deck'
  | 'broken-figure'
  | 'lab-not-loaded'
  | 'labs-not-loaded'
  | 'marp-failed'
  | 'not-differences';
