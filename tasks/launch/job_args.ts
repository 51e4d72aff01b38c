import { resolve } from "node:path";
import type { FlagValues } from "../parse_flags.ts";

/** Flags that name a file or folder of this machine. */
const PATHS = ["input", "test", "items", "data", "runs", "params", "start"];

/**
 * The words that give a stage the same flags where a job runs, in another
 * folder: without those that say where that is, and with whole paths.
 */
export function jobArgs(
  values: FlagValues,
  { without, defaults }: {
    /** Flags that are not passed on. */
    without: readonly string[];
    /** Values of flags that are absent. */
    defaults: Readonly<Record<string, string>>;
  },
): string[] {
  const all: FlagValues = { ...defaults, ...values };
  if (String(all.preset ?? "").endsWith(".json")) {
    all.preset = resolve(String(all.preset));
  }
  return Object.entries(all).flatMap(([name, value]) => {
    if (without.includes(name) || value === undefined || value === false) {
      return [];
    }
    if (value === true) return [`--${name}`];
    const list = Array.isArray(value) ? value : [value];
    return list.flatMap((it) => [`--${name}`, wholePath(name, String(it))]);
  });
}

/** A path of this machine in whole; an address stays what it is. */
function wholePath(name: string, value: string): string {
  if (!PATHS.includes(name) || /^[a-z0-9]+:\/\//.test(value)) return value;
  return resolve(value);
}
