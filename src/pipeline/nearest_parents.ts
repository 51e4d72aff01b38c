import type { Dag } from "./dag.ts";

/**
 * The stages that come right before one: not those that another of its parents
 * waits for in any case.
 */
export function nearestParents({ parents }: Dag, name: string): string[] {
  const direct = parents.get(name) ?? [];
  const before = (name: string): readonly string[] =>
    (parents.get(name) ?? []).flatMap((it) => [it, ...before(it)]);
  const farther = new Set(direct.flatMap(before));
  return direct.filter((it) => !farther.has(it));
}
