/**
 * JSON of what a run logs. JSON has no infinity: it is written as text, and NaN
 * as null, the way `runRecordSchema` reads them back.
 */
export function runJson(value: unknown, indent?: number): string {
  const spell = (_: string, it: unknown) =>
    it === Infinity || it === -Infinity ? String(it) : it;
  return JSON.stringify(value, spell, indent);
}
