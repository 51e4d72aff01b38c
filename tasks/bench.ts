/** Runs a benchmark: `deno task bench prepare`. */
import { InputError } from "../src/errors.ts";
import type { Stage } from "./stage.ts";

/** The benchmarks by name; each is loaded only when it runs. */
const benches: Record<string, () => Promise<{ bench: Stage }>> = {
  prepare: () => import("./bench/prepare.ts"),
};

const NAMES = Object.keys(benches);

export const stage: Stage = {
  summary: `Measure: ${NAMES.join(", ")}`,
  words: NAMES.join("|"),
  flags: {
    input: {
      type: "string",
      value: "PATH",
      help: "a CSV file of events to repeat (the demo shop)",
    },
    rows: {
      type: "string",
      value: "N",
      help: "events to measure with (2000000)",
    },
    repeats: {
      type: "string",
      value: "N",
      help: "runs of which the median counts (3)",
    },
  },

  async main(input) {
    const [name, ...more] = input.words;
    const load = name === undefined ? undefined : benches[name];
    if (load === undefined || more.length > 0) {
      throw new InputError(
        `Unknown benchmark "${input.words.join(" ")}": one of ${
          NAMES.join(", ")
        } is wanted`,
      );
    }
    return await (await load()).bench.main(input);
  },
};
