import { digestText } from "./digest_text.ts";

/** What deno.lock holds, as far as it is read here. */
interface DenoLock {
  readonly specifiers?: Readonly<Record<string, string>>;
  readonly npm?: Readonly<Record<string, LockedPackage>>;
  readonly jsr?: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly integrity?: string;
  readonly dependencies?: readonly string[];
  readonly optionalDependencies?: readonly string[];
}

/**
 * Digests of packages by the names they are asked for, each with all that it
 * depends on, by the versions and checksums of deno.lock. One that the lock
 * file does not know goes by its name alone.
 *
 * @param lockText Text of deno.lock; undefined: there is none.
 * @param packages For instance `npm:zod@4.6.7`.
 */
export function lockedPackages(
  lockText: string | undefined,
  packages: readonly string[],
): Record<string, string> {
  const lock: DenoLock = lockText === undefined ? {} : JSON.parse(lockText);
  return Object.fromEntries(packages.map((name) => {
    const lines = closure(lock, name).sort().join("\n");
    return [name, digestText(`${name}\n${lines}`)];
  }));
}

/** A line for each package that one needs, itself included. */
function closure(lock: DenoLock, specifier: string): string[] {
  const kind = specifier.startsWith("jsr:") ? "jsr" : "npm";
  const packages = lock[kind] ?? {};
  const version = lock.specifiers?.[specifier];
  const name = specifier.slice("npm:".length).replace(/(?<=.)@.*$/, "");
  const open = version === undefined ? [] : [`${name}@${version}`];
  const seen = new Set(open);
  for (let at = 0; at < open.length; at++) {
    const { dependencies = [], optionalDependencies = [] } =
      packages[open[at]!] ?? {};
    for (const dependency of [...dependencies, ...optionalDependencies]) {
      const key = keyOf(packages, dependency);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(key);
    }
  }
  return open.map((key) => `${key} ${packages[key]?.integrity ?? ""}`);
}

/** The lock file names a version only where there are several. */
function keyOf(
  packages: Readonly<Record<string, LockedPackage>>,
  dependency: string,
): string {
  if (packages[dependency] !== undefined) return dependency;
  const start = `${dependency}@`;
  return Object.keys(packages).find((it) => it.startsWith(start)) ?? dependency;
}
