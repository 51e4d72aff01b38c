import { readEnvironment } from "../src/environment.ts";
import { openCatalogue } from "../src/events/open_catalogue.ts";
import { openSource, openTestSource } from "../src/events/open_source.ts";
import type { EventSources } from "../src/prepare/prepare.ts";
import { dataFolder } from "./data_folder.ts";
import type { Flag, StageInput } from "./stage.ts";

/** The flags that say which events are meant and where their dataset lies. */
export const DATASET_FLAGS: Readonly<Record<string, Flag>> = {
  input: {
    type: "string",
    value: "PATH",
    help: "file, folder or MySQL table that holds the events",
  },
  test: {
    type: "string",
    value: "FILE",
    help: "a given test set (then prepare.split.by is given)",
  },
  items: {
    type: "string",
    value: "FILE",
    help: "what is known of items: CSV or JSON (see prepare.itemFeatures)",
  },
  data: {
    type: "string",
    value: "DIR",
    help: "the dataset's folder (data/<preset>)",
  },
};

/** What {@link DATASET_FLAGS} say. */
export function datasetInput(
  { preset, params, flags }: Pick<StageInput, "preset" | "params" | "flags">,
): { sources: EventSources; folder: string } {
  const input = flags.input as string | undefined;
  const test = flags.test as string | undefined;
  const items = flags.items as string | undefined;
  const separator = params.events.format === "csv"
    ? { separator: params.events.separator }
    : {};
  const { mysql } = readEnvironment();
  const events = openSource(params.events, {
    mysql,
    ...(input === undefined ? {} : { input }),
  });
  return {
    sources: {
      events,
      test: test === undefined
        ? undefined
        : openTestSource(params.events, test, { mysql }),
      items: items === undefined ? undefined : openCatalogue(items, separator),
    },
    folder: dataFolder(preset, flags.data),
  };
}
