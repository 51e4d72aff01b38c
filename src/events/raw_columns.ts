import type { ColumnsParams } from "../config.ts";

/** The names of all columns that a preset reads, each once. */
export function rawColumns(columns: ColumnsParams): string[] {
  const { session, user, time, item, event } = columns;
  const names = [
    session,
    user,
    time.column,
    time.plusMs,
    item,
    event?.column,
    ...Object.values(columns.categories),
    ...Object.values(columns.keys),
    ...Object.values(columns.numbers),
  ];
  return [...new Set(names)].filter((name) => name !== undefined);
}
