import type { EventsParams, Params } from "../src/config.ts";
import { readEnvironment } from "../src/environment.ts";
import type { EventSource } from "../src/events/event_source.ts";
import { openCatalogue } from "../src/events/open_catalogue.ts";
import { openSource, openTestSource } from "../src/events/open_source.ts";
import { isBucketAddress } from "../src/objects/store_address.ts";
import type { EventSources } from "../src/prepare/prepare.ts";
import { dataFolder } from "./data_folder.ts";
import { fetchDataset } from "./fetch/fetch_dataset.ts";
import type { StageInput } from "./stage.ts";

/** What the flags of dataset_flags.ts say. */
export interface DatasetInput {
  readonly sources: EventSources;
  /** With the columns of a fetched dataset, where the input is one. */
  readonly params: Params;
  readonly folder: string;
}

type Asked = Pick<StageInput, "preset" | "params" | "flags" | "signal">;

/** Finds what the flags of dataset_flags.ts name; a dataset in a bucket is fetched. */
export async function datasetInput(asked: Asked): Promise<DatasetInput> {
  const { preset, params, flags } = asked;
  const test = flags.test as string | undefined;
  const items = flags.items as string | undefined;
  const separator = params.events.format === "csv"
    ? { separator: params.events.separator }
    : {};
  const { mysql } = readEnvironment();
  const { source, events } = await openInput(asked);
  return {
    sources: {
      events: source,
      test: test === undefined
        ? undefined
        : openTestSource(params.events, test, { mysql }),
      items: items === undefined ? undefined : openCatalogue(items, separator),
    },
    params: { ...params, events },
    folder: dataFolder(preset, flags.data),
  };
}

/** What `--input` names. */
export interface OpenedInput {
  readonly source: EventSource;
  /** The parameters that it is read by. */
  readonly events: EventsParams;
  /** Where it lies: of a fetched dataset its folder here. */
  readonly input: string | undefined;
}

/** The source that `--input` names, and the parameters that it is read by. */
export async function openInput(
  { params, flags, signal }: Omit<Asked, "preset">,
): Promise<OpenedInput> {
  const input = flags.input as string | undefined;
  if (input === undefined || !isBucketAddress(input)) {
    const { mysql } = readEnvironment();
    const source = openSource(params.events, {
      mysql,
      ...(input === undefined ? {} : { input }),
    });
    return { source, events: params.events, input };
  }
  const { address, manifest, folder } = await fetchDataset(input, { signal });
  const source = openSource(manifest.events, { input: folder });
  return {
    source: { ...source, name: address },
    events: manifest.events,
    input: folder,
  };
}
