import type { PrepareParams } from "../config.ts";
import { cutAtCartSelect } from "./cut_sql.ts";
import type { Statement } from "./statement.ts";

/** Options of {@link cleaningStatements}. */
export interface CleaningOptions {
  /** Table of the events before the step. */
  readonly from: string;
  /** Table that the step makes. */
  readonly to: string;
  /** Columns of both, beside `sid`, `piece` and `n`. */
  readonly keep: readonly string[];
  /** How events are prepared. */
  readonly prepare: PrepareParams;
  /** The column that holds a category or a key. */
  readonly columnOf: (name: string) => string;
}

/**
 * A cleaning step as SQL.
 *
 * @param name Which one, as cleaningSteps() calls it; not the first.
 */
export function cleaningStatements(
  name: string,
  options: CleaningOptions,
): Statement[] {
  if (name === "minItemSupport") return supportStatements(options);
  const select = stepSelect(name, options);
  return [{ kind: "table", name: options.to, select }];
}

function stepSelect(name: string, options: CleaningOptions): string {
  const { from, keep, prepare, columnOf } = options;
  if (name.startsWith("uniqueInSession.")) {
    const column = columnOf(name.slice("uniqueInSession.".length));
    const repeat =
      `row_number() OVER (PARTITION BY sid, piece, ${column} ORDER BY n)`;
    return where(options, repeat, `mark = 1 OR cart = 1 OR ${column} IS NULL`);
  }
  switch (name) {
    case "cutAtCart":
      return cutAtCartSelect(from, keep);
    case "require":
      return `SELECT * FROM ${from} WHERE cart = 1 OR (${
        prepare.require.map((it) => `n_${it} IS NOT NULL`).join(" AND ")
      })`;
    case "dropRepeats":
      return where(
        options,
        "lag(item) OVER (PARTITION BY sid, piece ORDER BY n)",
        "cart = 1 OR mark IS NULL OR mark <> item",
      );
    case "sessionEvents": {
      const { minSessionEvents, maxSessionEvents } = prepare;
      const most = maxSessionEvents === null
        ? ""
        : ` AND count(*) <= ${maxSessionEvents}`;
      return sessions(from, `count(*) >= ${minSessionEvents}${most}`);
    }
    case "endAtCart":
      return sessions(from, "max_by(cart, n) = 1");
    case "keepLast":
      return where(
        options,
        "row_number() OVER (PARTITION BY sid, piece ORDER BY n DESC)",
        `mark <= ${prepare.keepLast}`,
      );
    case "maxSessionMinutes":
      return sessions(
        from,
        `max(time) - min(time) <= ${prepare.maxSessionMinutes! * 60_000}`,
      );
  }
  throw new Error(`No SQL for the cleaning step ${name}`);
}

/** The rows for which something holds of a window's value, called `mark`. */
function where(
  { from, keep }: CleaningOptions,
  window: string,
  holds: string,
): string {
  return `SELECT ${keep.join(", ")}, sid, piece, n ` +
    `FROM (SELECT *, ${window} AS mark FROM ${from}) marked WHERE ${holds}`;
}

/** The rows of the sessions of which something holds. */
function sessions(from: string, holds: string): string {
  return `SELECT * FROM ${from} SEMI JOIN ` +
    `(SELECT sid, piece FROM ${from} GROUP BY sid, piece HAVING ${holds}) kept ` +
    `USING (sid, piece)`;
}

/**
 * Items and sessions that go, round by round, as in minSupport(): what has gone
 * once does not come back, so that only their names need be remembered.
 */
function supportStatements(
  { from, to, prepare }: CleaningOptions,
): Statement[] {
  const [items, visits] = [`${to}_items`, `${to}_sessions`];
  const left = `${from} ANTI JOIN ${items} USING (item) ` +
    `ANTI JOIN ${visits} USING (sid, piece)`;
  const atCart = prepare.endAtCart ? " OR max_by(cart, n) <> 1" : "";
  return [
    {
      kind: "grow",
      tables: [
        { kind: "table", name: items, select: none("item", from) },
        { kind: "table", name: visits, select: none("sid, piece", from) },
      ],
      add: [
        {
          to: items,
          select: `SELECT item FROM ${left} GROUP BY item ` +
            `HAVING count(*) < ${prepare.minItemSupport}`,
        },
        {
          to: visits,
          select: `SELECT sid, piece FROM ${left} GROUP BY sid, piece ` +
            `HAVING count(*) < ${prepare.minSessionEvents}${atCart}`,
        },
      ],
    },
    { kind: "table", name: to, select: `SELECT * FROM ${left}` },
    { kind: "drop", name: items },
    { kind: "drop", name: visits },
  ];
}

function none(columns: string, from: string): string {
  return `SELECT ${columns} FROM ${from} WHERE 1 = 0`;
}
