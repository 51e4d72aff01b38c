/**
 * `describe` and `it` of `@std/testing`, or Node's where JSR is out of reach:
 * both register their tests with `deno test`.
 */
const bdd: {
  readonly describe: (name: string, tests: () => void) => unknown;
  readonly it: (name: string, test: () => Promise<void> | void) => unknown;
} = await import("@std/testing/bdd").catch(() => import("node:test"));

export const { describe, it } = bdd;
