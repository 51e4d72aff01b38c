import type { ColumnsParams } from "../config.ts";

/** A column of a log that its parameters name. */
export interface LogColumn {
  /** By the event schema, or as parameters call it. */
  readonly name: string;
  /** Its name in the log. */
  readonly raw: string;
  /** What it holds. */
  readonly kind: "text" | "number" | "time";
  /** Of times. */
  readonly format?: string;
}

/** The columns that a log's parameters name, in the order of their checks. */
export function logColumns(columns: ColumnsParams): LogColumn[] {
  const { session, user, time, item, event } = columns;
  const text = (name: string, raw: string | undefined): LogColumn[] =>
    raw === undefined ? [] : [{ name, raw, kind: "text" }];
  const texts = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).flatMap(([name, raw]) => text(name, raw));
  return [
    ...text("session", session),
    ...text("user", user),
    { name: "time", raw: time.column, kind: "time", format: time.format },
    ...text("item", item),
    ...text("event", event?.column),
    ...texts(columns.categories),
    ...texts(columns.keys),
    ...Object.entries(columns.numbers).map(([name, raw]) => ({
      name,
      raw,
      kind: "number" as const,
    })),
  ];
}
