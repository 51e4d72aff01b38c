import pl from "nodejs-polars";

export interface RepeatCsvOptions {
  /** Columns whose values each copy makes its own: sessions and users. */
  readonly ids: readonly string[];
  /** Rows to write. */
  readonly rows: number;
  readonly separator?: string;
}

/**
 * Writes a CSV file with so many rows by repeating the events of another; each
 * copy has sessions and users of its own.
 */
export async function repeatCsv(
  from: string,
  to: string,
  { ids, rows, separator = "," }: RepeatCsvOptions,
): Promise<void> {
  const all = pl.scanCSV(from, { inferSchemaLength: 0, sep: separator })
    .collectSync();
  // What no source would take for an event is not worth repeating.
  const once = all.filter(
    pl.allHorizontal(ids.map((name) => pl.col(name).isNotNull())),
  );
  using file = await Deno.open(to, {
    write: true,
    create: true,
    truncate: true,
  });
  const writer = file.writable.getWriter();
  for (let copy = 0, left = rows; left > 0; copy++) {
    const own = ids.map((name) =>
      pl.concatString([pl.col(name), pl.lit(String(1000 + copy))], "").alias(
        name,
      )
    );
    const part = once.head(left).withColumns(...own);
    await writer.write(
      part.writeCSV({ includeHeader: copy === 0, separator }),
    );
    left -= part.height;
  }
}
