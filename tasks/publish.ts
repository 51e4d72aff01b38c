/** Publishes events as a dataset version: `deno task publish`. */
import { basename } from "node:path";
import type { EventsParams } from "../src/config.ts";
import { canonicalParams } from "../src/events/canonical_params.ts";
import type { EventSource } from "../src/events/event_source.ts";
import {
  writeSource,
  type WrittenSource,
} from "../src/prepare/write_source.ts";
import { openStore } from "../src/objects/open_store.ts";
import { formatNumber } from "../src/terminal/format_number.ts";
import {
  type PublishOptions,
  publishVersion,
} from "../src/versions/publish_version.ts";
import { requireNew } from "../src/versions/require_new.ts";
import { versionPrefix } from "../src/versions/version_place.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { openInput } from "./dataset_input.ts";
import { megabytes, showTransfer } from "./fetch/show_transfer.ts";
import type { Stage } from "./stage.ts";
import { wholeFlag } from "./whole_flag.ts";

export const stage: Stage = {
  summary:
    "Publish events as a new version of a dataset, in a bucket or folder",
  flags: {
    input: DATASET_FLAGS.input!,
    to: {
      type: "string",
      value: "ADDRESS",
      help:
        "s3://BUCKET[/PREFIX] or a folder (s3:///, that is NEXTCART_BUCKET)",
    },
    name: {
      type: "string",
      value: "NAME",
      help: "the dataset's name (the preset's)",
    },
    version: {
      type: "string",
      value: "VERSION",
      help: "the version's name (the time, UTC)",
    },
    "part-rows": {
      type: "string",
      value: "N",
      help: "rows of a Parquet part (1000000)",
    },
  },

  async main(input) {
    const { preset, flags, print, signal } = input;
    using store = await openStore(String(flags.to ?? "s3:///"));
    const name = String(flags.name ?? basename(preset, ".json"));
    const version = String(flags.version ?? timeName(new Date()));
    // Told before anything is read, as are wrong keys and absent buckets.
    await requireNew(store, { name, version });
    const { source, events } = await openInput(input);
    print(`Publishing ${source.name} to ${store.address}`);
    const folder = await Deno.makeTempDir({ prefix: "nextcart-publish-" });
    const shown = showTransfer(`Publishing ${name}`);
    try {
      const { files, facts } = await makeParts(source, {
        events,
        folder,
        rowsPerPart: wholeFlag(flags, "part-rows", 1_000_000),
      });
      const manifest = await publishVersion(store, files, {
        name,
        version,
        facts,
        onProgress: shown.onProgress,
        signal,
      });
      shown.finish();
      const { rows, parts, digest } = manifest;
      const prefix = versionPrefix(name, version).slice(0, -1);
      const address = `${store.address}/${prefix}`;
      const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
      print(
        `${address}: ${formatNumber(rows)} rows in ${parts.length} parts, ` +
          `${megabytes(bytes)}, digest ${digest}`,
      );
      return { address, manifest };
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
};

/** Reads the events and writes them as Parquet in the canonical schema. */
async function makeParts(
  source: EventSource,
  { events, folder, rowsPerPart }: {
    readonly events: EventsParams;
    readonly folder: string;
    readonly rowsPerPart: number;
  },
): Promise<
  Pick<PublishOptions, "facts"> & {
    files: WrittenSource["files"];
  }
> {
  const written = await writeSource(source, { folder, rowsPerPart });
  const { files, some, dropped } = written;
  const keys = "columns" in events ? Object.keys(events.columns.keys) : [];
  const schema = Object.fromEntries(
    some.columns.map((name) => [name, some.getColumn(name).dtype.variant]),
  );
  return {
    files,
    facts: { events: canonicalParams(some, { keys }), schema, dropped },
  };
}

/** `20261123-210305`, UTC: names in the order of time. */
function timeName(time: Date): string {
  return time.toISOString().replace(/[-:]|\..*/g, "").replace("T", "-");
}
