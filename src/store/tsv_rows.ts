import type { Buffer } from "node:buffer";
import pl from "nodejs-polars";

/**
 * The rows of a frame as `LOAD DATA … FIELDS TERMINATED BY '\t' ESCAPED BY
 * '\\'` reads them: a field without content is a null. Texts must not be empty.
 */
export function tsvRows(frame: pl.DataFrame): Uint8Array {
  const bytes = write(frame);
  // Polars quotes what holds a tab, a line feed or the quote: then, and where
  // there are backslashes, it must be written again in MySQL's own way.
  if (!bytes.includes(QUOTE) && !bytes.includes("\\")) return bytes;
  return write(frame.withColumns(...frame.columns.map(escape(frame))));
}

/** A character that no one writes, for MySQL knows no quotes here. */
const QUOTE = "\b";

function write(frame: pl.DataFrame): Buffer {
  return frame.writeCSV({
    includeHeader: false,
    separator: "\t",
    quoteChar: QUOTE,
    datetimeFormat: "%Y-%m-%d %H:%M:%S%.3f",
  });
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ["\\\\", "\\\\"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\\x08", "\\b"],
];

function escape(frame: pl.DataFrame): (name: string) => pl.Expr {
  return (name) => {
    const { variant } = frame.getColumn(name).dtype;
    const column = pl.col(name);
    if (variant !== "Utf8" && variant !== "String") return column;
    return ESCAPES.reduce(
      (text, [pattern, escaped]) => text.str.replaceAll(pattern, escaped),
      column,
    ).alias(name);
  };
}
