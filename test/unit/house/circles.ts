import type { Import } from './imports.ts';

/** Files that reach themselves by their imports: one list for each set that hangs together, empty where there is none. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const reach = new Map([...next.keys()].map((file) => [file, reachedFrom(file, next)]));
  const inCircles = [...reach].filter(([file, reached]) => reached.has(file)).map(([file]) => file);
  const sets = inCircles.map((file) =>
    inCircles.filter((other) => reach.get(file)?.has(other) && reach.get(other)?.has(file)),
  );
  return [...new Map(sets.map((set) => [set.sort().join(' '), set])).values()];
}

function reachedFrom(file: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(next.get(file) ?? [])];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    open.push(...(next.get(at) ?? []));
  }
  return reached;
}
