import { type Installed, installedOf, readState } from "./state.ts";

export type { Backend } from "./backend.ts";
export type { Installed } from "./state.ts";

/**
 * The backend that the last `deno task setup` chose, or undefined where none
 * ran to its end.
 */
export function readInstalled(): Installed | undefined {
  const state = readState();
  return state === undefined ? undefined : installedOf(state);
}
