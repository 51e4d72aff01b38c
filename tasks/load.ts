/** Writes a dataset into the feature store in MySQL: `deno task load`. */
import type { ColumnsParams } from "../src/config.ts";
import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { RESERVED_COLUMNS } from "../src/events/event.ts";
import { mysqlSettings } from "../src/mysql/mysql_settings.ts";
import { readDataset } from "../src/prepare/dataset.ts";
import {
  type LoadReport,
  loadStore,
  type StoreParts,
} from "../src/store/load_store.ts";
import { productVersions } from "../src/store/product_versions.ts";
import { readProducts } from "../src/store/read_products.ts";
import type { Incoming } from "../src/store/upsert_events.ts";
import { table } from "../src/terminal/table.ts";
import { dataFolder } from "./data_folder.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { openInput } from "./dataset_input.ts";
import type { Stage, StageInput } from "./stage.ts";
import { prepareInput } from "./train/prepare_input.ts";

const PARTS = ["events", "products", "prepared"] as const;
type Part = typeof PARTS[number];

export const stage: Stage = {
  summary: "Write events, products and prepared features into MySQL",
  flags: {
    ...DATASET_FLAGS,
    parts: {
      type: "string",
      value: "NAME,…",
      help: `what is written: ${PARTS.join(", ")} (events)`,
    },
    features: {
      type: "string",
      value: "NAME,…",
      help: "products: the events' columns that describe them",
    },
    products: {
      type: "string",
      value: "FILE",
      help: "products: CSV or Parquet of item, since, known and features",
    },
    name: {
      type: "string",
      value: "NAME",
      help: "with which the tables' names begin (the preset's name)",
    },
  },

  async main(input) {
    const { flags, print } = input;
    const parts = chosenParts(flags.parts as string | undefined);
    const settings = mysqlSettings(readEnvironment().mysql);
    const dataset = flags.name as string | undefined ??
      dataFolder(input.preset, undefined).slice("data/".length);
    const rows = await readParts(input, parts);
    const start = performance.now();
    const report = await loadStore(rows, { settings, dataset });
    const seconds = (performance.now() - start) / 1000;
    print(`\n${reportTable(dataset, report)}\n`);
    print(`${settings.database} on ${settings.host}, ${seconds.toFixed(1)} s`);
    return { dataset, ...report, seconds };
  },
};

function chosenParts(flag = "events"): ReadonlySet<Part> {
  const names = flag.split(",") as Part[];
  const odd = names.find((name) => !PARTS.includes(name));
  if (odd === undefined) return new Set(names);
  throw new InputError(
    `--parts names "${odd}", some of ${PARTS.join(", ")} are wanted`,
  );
}

async function readParts(
  input: StageInput,
  parts: ReadonlySet<Part>,
): Promise<StoreParts> {
  const { features, products } = input.flags as Record<
    string,
    string | undefined
  >;
  checkProductFlags(parts, { features, products });
  const derives = parts.has("products") && products === undefined;
  const needsEvents = parts.has("events") || derives;
  const events = needsEvents ? await readEvents(input) : undefined;
  return {
    events: parts.has("events") ? events : undefined,
    products: parts.has("products")
      ? products === undefined
        ? versionsOf(events!, features!)
        : await readVersions(input, products)
      : undefined,
    prepared: parts.has("prepared")
      ? await readDataset((await prepareInput(input)).data)
      : undefined,
  };
}

/** Versions of products come from one place, and are written if that is given. */
function checkProductFlags(
  parts: ReadonlySet<Part>,
  given: Readonly<Record<"features" | "products", string | undefined>>,
): void {
  const flags = Object.entries(given).filter(([, it]) => it !== undefined)
    .map(([name]) => `--${name}`);
  if (!parts.has("products") && flags.length > 0) {
    throw new InputError(`${flags.join(" and ")} wants --parts products`);
  }
  if (parts.has("products") && flags.length !== 1) {
    throw new InputError(
      "--parts products: either --products FILE or --features NAME,… is wanted",
    );
  }
}

async function readEvents(input: StageInput): Promise<Incoming> {
  const { source: events } = await openInput(input);
  input.print(`Reading ${events.name}`);
  const { frame, dropped } = await events.read();
  for (const [reason, rows] of Object.entries(dropped)) {
    input.print(`${rows} rows dropped: ${reason}`);
  }
  return { frame, name: events.name };
}

function versionsOf(
  { frame, name }: Incoming,
  features: string,
): Incoming {
  const names = [...new Set(features.split(","))];
  const known = frame.columns.filter((it) =>
    !(RESERVED_COLUMNS as readonly string[]).includes(it)
  );
  const odd = names.find((it) => !known.includes(it));
  if (odd !== undefined) {
    throw new InputError(
      `--features names "${odd}", what products are known by is wanted: ${
        known.join(", ") || "the events have none"
      }`,
    );
  }
  return { frame: productVersions(frame, names), name };
}

async function readVersions(
  { params }: StageInput,
  path: string,
): Promise<Incoming> {
  const columns: ColumnsParams | undefined = "columns" in params.events
    ? params.events.columns
    : undefined;
  const numbers = Object.keys(columns?.numbers ?? {});
  return { frame: await readProducts(path, { numbers }), name: path };
}

function reportTable(dataset: string, report: LoadReport): string {
  return table(
    ["table", "rows", "new", "changed"],
    Object.entries(report).map(([part, { rows, inserted, changed }]) => [
      `${dataset}_${part}`,
      rows,
      inserted,
      changed,
    ]),
  );
}
