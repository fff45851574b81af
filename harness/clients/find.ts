import type { ClientKind, FoundClient, MissingClient } from './client-kind.ts';
import { type ClientName, clientKinds } from './kinds.ts';

type Kind = Omit<ClientKind<ClientName>, 'find' | 'variables'>;

/** The clients that are available on this machine and those that are not, each in the usual order. */
export interface FoundClients {
  readonly here: readonly (Kind & FoundClient)[];
  readonly absent: readonly (Kind & MissingClient)[];
}

let found: Promise<FoundClients> | undefined;

/** Looks for every client. The result is kept, because programs and images must be asked for their versions. */
export function findClients(): Promise<FoundClients> {
  found ??= lookForAll();
  return found;
}

async function lookForAll(): Promise<FoundClients> {
  const all = await Promise.all(
    clientKinds.map(async ({ find, variables: _, ...kind }) => ({ kind, found: await find() })),
  );
  return {
    here: all.flatMap(({ kind, found }) => ('missing' in found ? [] : [{ ...kind, ...found }])),
    absent: all.flatMap(({ kind, found }) => ('missing' in found ? [{ ...kind, ...found }] : [])),
  };
}
