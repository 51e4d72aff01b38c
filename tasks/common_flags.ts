import type { Flag } from "./stage.ts";

/** The flags that every stage knows. */
export const COMMON_FLAGS: Readonly<Record<string, Flag>> = {
  preset: {
    type: "string",
    value: "NAME",
    help: "the dataset: a name in tasks/presets or a JSON file (demo)",
  },
  params: {
    type: "string",
    value: "FILE",
    help: "a JSON file of parameters that override the preset's",
  },
  set: {
    type: "string",
    value: "KEY=VALUE",
    help: "override one parameter: --set train.epochs=3 (repeatable)",
  },
  backend: {
    type: "string",
    value: "NAME",
    help: "tensorflow, webgpu or wasm (the best that is installed)",
  },
  json: {
    type: "boolean",
    help: "print one JSON object as the last line of standard output",
  },
  help: { type: "boolean", help: "show this text" },
};
