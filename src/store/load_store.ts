import { createHash } from "node:crypto";
import { InputError } from "../errors.ts";
import { MysqlClient } from "../mysql/mysql_client.ts";
import type { MysqlSession } from "../mysql/mysql_session.ts";
import type { MysqlSettings } from "../mysql/mysql_settings.ts";
import type { Dataset } from "../prepare/dataset.ts";
import { migrate } from "./migrate.ts";
import { type Incoming, upsertEvents } from "./upsert_events.ts";
import { upsertPrepared } from "./upsert_prepared.ts";
import { upsertProducts } from "./upsert_products.ts";
import type { UpsertReport } from "./upsert_report.ts";

/** What is to be in the store. */
export interface StoreParts {
  /** A canonical frame. */
  readonly events?: Incoming | undefined;
  /** See upsert_products.ts. */
  readonly products?: Incoming | undefined;
  /** A prepared dataset. */
  readonly prepared?: Dataset | undefined;
}

/** Options of {@link loadStore}. */
export interface LoadStoreOptions {
  /** Which server, and who asks. */
  readonly settings: MysqlSettings;
  /** Name of the dataset, with which its tables' names begin. */
  readonly dataset: string;
}

/** What loading changed, part by part. */
export type LoadReport = Partial<Record<keyof StoreParts, UpsertReport>>;

/** How long a load waits for another one of the same dataset. */
const LOCK_SECONDS = 60;

/**
 * Writes all parts into the tables of a dataset in one transaction, or nothing:
 * tables that are missing are made first, rows come by way of temporary tables.
 * Loading the same again changes nothing. One load of a dataset at a time.
 *
 * @throws {InputError} for what is wrong with the server or a value.
 */
export async function loadStore(
  parts: StoreParts,
  { settings, dataset }: LoadStoreOptions,
): Promise<LoadReport> {
  const client = await MysqlClient.open(settings);
  try {
    return await client.run((session) =>
      withLock(session, dataset, async () => {
        await migrate(session, dataset);
        const writers = await stage(session, dataset, parts);
        return await session.transaction(async () => {
          const report: LoadReport = {};
          for (const [part, write] of writers) report[part] = await write();
          return report;
        });
      })
    );
  } finally {
    await client.close();
  }
}

type Writer = readonly [keyof StoreParts, () => Promise<UpsertReport>];

async function stage(
  session: MysqlSession,
  dataset: string,
  { events, products, prepared }: StoreParts,
): Promise<Writer[]> {
  const writers: Writer[] = [];
  if (events) {
    writers.push(["events", await upsertEvents(session, dataset, events)]);
  }
  if (products) {
    const write = await upsertProducts(session, dataset, products);
    writers.push(["products", write]);
  }
  if (prepared) {
    const write = await upsertPrepared(session, dataset, prepared);
    writers.push(["prepared", write]);
  }
  return writers;
}

async function withLock<T>(
  session: MysqlSession,
  dataset: string,
  work: () => Promise<T>,
): Promise<T> {
  const [here] = await session.rows<{ db: string }>("SELECT DATABASE() AS db");
  // MySQL takes names of up to 64 characters, of the whole server.
  const lock = "nextcart " + createHash("md5")
    .update(`${here!.db}\0${dataset}`).digest("hex");
  const [got] = await session.rows<{ it: number | null }>(
    "SELECT GET_LOCK(?, ?) AS it",
    [lock, LOCK_SECONDS],
  );
  if (got?.it !== 1) {
    throw new InputError(`Another load of ${dataset} is still under way`);
  }
  const result = await work();
  // Where work fails, its connection is closed, and the lock goes with it.
  await session.run("DO RELEASE_LOCK(?)", [lock]);
  return result;
}
