import type { JsonObject, Params } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import { openSource } from "../../src/events/open_source.ts";
import { repeatCsv } from "./repeat_csv.ts";

/** The original's cleaning (a) to (j), save those that leave only the cart. */
const PREPARE: JsonObject = {
  require: ["price"],
  uniqueInSession: ["item"],
  minSessionEvents: 3,
  maxSessionEvents: 30,
  keepLast: 10,
  maxSessionMinutes: 30,
  calendar: ["day_of_week", "week", "month"],
};

/** A CSV file of many events. */
export interface Made {
  /** Says what its columns are, and how they are prepared. */
  readonly preset: JsonObject;
  readonly path: string;
}

/** Repeats the events of a file, or of the demo shop. */
export async function makeCsv(
  params: Params,
  { flags, rows, folder }: {
    flags: Readonly<Record<string, string | boolean | undefined>>;
    rows: number;
    folder: string;
  },
): Promise<Made> {
  const path = `${folder}/events.csv`;
  if (flags.input === undefined) {
    const once = `${folder}/demo.csv`;
    const { frame } = await openSource(params.events).read();
    frame.writeCSV(once);
    await repeatCsv(once, path, { ids: ["session", "user"], rows });
    return { preset: preset(DEMO_EVENTS), path };
  }
  if (params.events.format !== "csv") {
    throw new InputError(
      "--input with bench prepare: a preset of CSV is wanted",
    );
  }
  const { columns, separator } = params.events;
  const ids = [columns.session, columns.user].filter((it) => it !== undefined);
  await repeatCsv(flags.input as string, path, { ids, rows, separator });
  return { preset: preset(params.events), path };
}

/** The demo shop's canonical frame, written as CSV. */
const DEMO_EVENTS = {
  format: "csv",
  columns: {
    session: "session",
    user: "user",
    time: { column: "time", format: "epoch_ms" },
    item: "item",
    event: { column: "cart", cart: "true" },
    categories: Object.fromEntries(
      ["brand", "type", "package_size", "quality"].map((it) => [it, it]),
    ),
    numbers: { price: "price", rating: "rating", hearts: "hearts" },
  },
};

function preset(events: unknown): JsonObject {
  return { description: "bench", events, params: { prepare: PREPARE } };
}
