import type { AliasChange } from "../../src/track/registry/model_registry.ts";

/** When an alias was set, by whom and why, a line each. */
export function historyText(
  changes: readonly AliasChange[],
  name: string,
): string {
  return changes.map((change) => changeText(change, name)).join("\n");
}

function changeText(
  { alias, version, previous, atMs, by, why, isRollback }: AliasChange,
  name: string,
): string {
  const time = new Date(atMs).toISOString().slice(0, 16).replace("T", " ");
  const before = previous === null || previous === version
    ? ""
    : ` (before: ${previous})`;
  const who = by === "" ? "" : ` by ${by}`;
  const reason = why === "" ? "" : `: ${why}`;
  const how = isRollback ? "rolled back to" : "is";
  return `${time}  ${alias} of ${name} ${how} ${version}${before}${who}${reason}`;
}
