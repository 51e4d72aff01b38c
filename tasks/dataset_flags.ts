import type { Flag } from "./stage.ts";

/** The flags that say which events are meant and where their dataset lies. */
export const DATASET_FLAGS: Readonly<Record<string, Flag>> = {
  input: {
    type: "string",
    value: "PATH",
    help: "file, folder, MySQL table or s3://…/datasets/NAME with the events",
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
