import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { settlesWithin } from '../../base/deadline.ts';
import type { Exit } from '../../clients/program.ts';
import type { Address, ClientUnderTest, StartClient } from '../client-under-test.ts';
import { type Listener, type Memory, ScriptedConnection } from './connection.ts';
import { Outbox } from './outbox.ts';
import type { Script } from './script.ts';

/** How long its last connection may take to close, in ms. */
const PATIENCE_MS = 1_000;

/** Runs a scripted client in this process. @param script creates a script for each run, because its hooks may keep state */
export const scripted =
  (script: () => Script): StartClient =>
  (address) =>
    new ScriptedClient(script(), address);

class ScriptedClient implements ClientUnderTest {
  readonly lines: readonly string[] = [];
  readonly #script: Script;
  readonly #address: Address;
  readonly #memory: Memory;
  readonly #ended = Promise.withResolvers<Exit>();
  #socket: Socket | undefined;
  #connection: ScriptedConnection | undefined;
  #connections = 0;
  #failures = 0;
  #isOver = false;
  #return: NodeJS.Timeout | undefined;

  constructor(script: Script, address: Address) {
    this.#script = script;
    this.#address = address;
    this.#memory = {
      outbox: new Outbox(script),
      received: new Set(),
      isSubscribed: script.subscriptions.length === 0,
    };
    this.#connect();
  }

  get ended(): Promise<Exit> {
    return this.#ended.promise;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#return);
    this.#connection?.leave();
    const socket = this.#socket;
    if (socket !== undefined && !socket.closed) {
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.once('close', () => resolve());
      if (this.#connection === undefined) socket.destroy();
      await settlesWithin(promise, PATIENCE_MS);
      socket.destroy();
    }
    this.#ended.resolve({ code: 0 });
  }

  #connect(): void {
    const { host, port, url, ca } = this.#address;
    const isTls = url.startsWith('mqtts:');
    const options = { host, port, noDelay: true, allowHalfOpen: true };
    const socket = isTls
      ? connectTls({ ...options, ca: readFileSync(ca), ...this.#script.tls })
      : connect(options);
    this.#socket = socket;
    socket.on('error', () => {});
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      if (this.#isOver) return;
      const listener = this.#listener();
      this.#connections++;
      this.#connection = new ScriptedConnection(
        socket,
        this.#connections,
        this.#script,
        this.#memory,
        listener,
      );
    });
    socket.once('close', () => {
      this.#connection = undefined;
      this.#comeBack();
    });
  }

  #listener(): Listener {
    return {
      accepted: () => {
        this.#failures = 0;
      },
      unwanted: () => {
        this.#isOver = true;
      },
      done: () => {
        this.#isOver = true;
        this.#socket?.once('close', () => this.#ended.resolve({ code: 0 }));
      },
    };
  }

  #comeBack(): void {
    const pause = this.#script.returnsAfter(this.#failures++);
    if (this.#isOver || pause === undefined) return;
    this.#return = setTimeout(() => this.#connect(), pause);
  }
}
