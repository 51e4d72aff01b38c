import pl from "nodejs-polars";
import type { Sequences } from "../features/sequences.ts";
import type { MysqlSession } from "../mysql/mysql_session.ts";
import { quoteName } from "../mysql/quote_name.ts";
import type { Dataset } from "../prepare/dataset.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import { type ColumnType, columnTypes } from "./column_types.ts";
import { ensureColumns } from "./ensure_columns.ts";
import { stageFrame } from "./stage_frame.ts";
import { storeTables } from "./store_tables.ts";
import type { UpsertReport } from "./upsert_report.ts";

const STAGED = "_staged_prepared";

/**
 * Brings a prepared dataset to the server; the function that it gives puts it,
 * within a transaction, in the place of the one that was there. The same
 * dataset again, by its digest, changes nothing.
 */
export async function upsertPrepared(
  session: MysqlSession,
  dataset: string,
  { digest, features, ...splits }: Dataset,
): Promise<() => Promise<UpsertReport>> {
  const frames = SPLITS.map((name) => splitFrame(name, splits[name]));
  const rows = frames.reduce((sum, { height }) => sum + height, 0);
  const [known] = await session.rows<{ digest: string }>(
    "SELECT digest FROM `nextcart_datasets` WHERE name = ?",
    [dataset],
  );
  if (known?.digest === digest) {
    return () => Promise.resolve({ rows, inserted: 0, changed: 0 });
  }
  const frame = pl.concat(frames);
  const types = preparedTypes(frame);
  await ensureColumns(session, `${dataset}_prepared`, types.added);
  const name = `Dataset ${dataset}`;
  await stageFrame(session, frame, { table: STAGED, name, types: types.all });
  return async () => {
    await session.run(`DELETE FROM ${storeTables(dataset).prepared}`);
    const { affectedRows } = await session.run(
      copySql(dataset, frame.columns),
    );
    await session.run(
      "REPLACE INTO `nextcart_datasets` VALUES (?, ?, ?, UTC_TIMESTAMP(3))",
      [dataset, digest, features.serialize()],
    );
    return { rows, inserted: affectedRows, changed: 0 };
  };
}

/** Columns that every prepared dataset has: the migration made them. */
const OWN = new Set([
  ...["_split", "session", "_position", "user"],
  ...["time", "item", "cart", "target"],
]);

/** Scaled numbers are doubles, whichever they are this time. */
function preparedTypes(frame: pl.DataFrame) {
  const all = Object.fromEntries(
    Object.entries(columnTypes(frame)).map(([name, type]) => [
      name,
      type === "DECIMAL(18,6)" ? "DOUBLE" : type,
    ]),
  ) as Record<string, ColumnType>;
  const added = Object.fromEntries(
    Object.entries(all).filter(([name]) => !OWN.has(name)),
  );
  return { all, added };
}

/** A row per event: its session's number within the split, and its place. */
function splitFrame(name: string, split: Sequences): pl.DataFrame {
  const { offsets, users, categories, numbers } = split;
  const rows = split.items.length;
  const [session, position, user] = [0, 0, 0].map(() => new Int32Array(rows));
  for (let s = 0; s < users.length; s++) {
    for (let row = offsets[s]!; row < offsets[s + 1]!; row++) {
      session![row] = s;
      position![row] = row - offsets[s]!;
      user![row] = users[s]!;
    }
  }
  const frame = pl.DataFrame([
    pl.Series("session", session!),
    pl.Series("_position", position!),
    pl.Series("user", user!),
    pl.Series("time", split.times).cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.Series("item", split.items),
    pl.Series("cart", split.carts).cast(pl.Bool),
    pl.Series("target", split.targets).cast(pl.Bool),
    ...Object.entries(categories).map(([it, values]) => pl.Series(it, values)),
    // A Float32 as a double is the same number, written out in full.
    ...Object.entries(numbers).map(([it, values]) =>
      pl.Series(it, Float64Array.from(values))
    ),
  ]);
  return frame.withColumns(pl.lit(name).alias("_split"));
}

function copySql(dataset: string, columns: readonly string[]): string {
  const names = columns.map(quoteName).join(", ");
  return `INSERT INTO ${storeTables(dataset).prepared} (${names})
    SELECT ${names} FROM ${quoteName(STAGED)} ORDER BY \`_row\``;
}
