/**
 * JSON text that is the same for equal values: keys in code unit order, no
 * white space, a line feed at the end. Digests are taken of it.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) + "\n";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    // Long lists of plain values (vocabularies) are left as they are.
    return value.some((it) => it !== null && typeof it === "object")
      ? value.map(sorted)
      : value;
  }
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([key, it]) => [key, sorted(it)]));
}
