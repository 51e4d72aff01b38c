import type { ParamTree } from "./stage.ts";

/** Parameters that a stage has declared. */
export interface PickedParams {
  /** Dotted names and their values; lists are values. */
  readonly flat: Readonly<Record<string, unknown>>;
  /** The same as a tree, with nothing else in it. */
  readonly tree: ParamTree;
}

/**
 * The parameters of these dotted names; the name of a group means all below it.
 * What is undefined counts as absent.
 *
 * @throws {TypeError} where a name is in none of them.
 */
export function pickParams(
  params: ParamTree,
  names: readonly string[],
): PickedParams {
  const flat: Record<string, unknown> = {};
  for (const name of names) {
    const value = valueAt(params, name);
    if (value === undefined) {
      throw new TypeError(
        `Cannot read parameter "${name}": there is none of this name`,
      );
    }
    flatten(value, name, flat);
  }
  return { flat, tree: treeOf(flat) };
}

function valueAt(params: ParamTree, name: string): unknown {
  let value: unknown = params;
  for (const key of name.split(".")) {
    value = isGroup(value) ? value[key] : undefined;
  }
  return value;
}

/** A group without anything in it is a value: `{}`. */
function flatten(
  value: unknown,
  name: string,
  flat: Record<string, unknown>,
): void {
  if (!isGroup(value) || Object.keys(value).length === 0) {
    if (value !== undefined) flat[name] = value;
    return;
  }
  for (const [key, below] of Object.entries(value)) {
    flatten(below, `${name}.${key}`, flat);
  }
}

function treeOf(flat: Readonly<Record<string, unknown>>): ParamTree {
  const tree: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const keys = name.split(".");
    let group = tree;
    for (const key of keys.slice(0, -1)) {
      group = (group[key] ??= {}) as Record<string, unknown>;
    }
    group[keys.at(-1)!] = value;
  }
  return tree;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
