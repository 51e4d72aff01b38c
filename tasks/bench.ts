/** Runs a benchmark: `deno task bench prepare`, `deno task bench train`. */
import { InputError } from "../src/errors.ts";
import { setup } from "../src/setup/setup.ts";
import { showSetup } from "./show_setup.ts";
import type { Stage } from "./stage.ts";

/** The benchmarks by name; each is loaded only when it runs. */
const benches: Record<string, () => Promise<{ bench: Stage }>> = {
  prepare: () => import("./bench/prepare.ts"),
  train: () => import("./bench/train.ts"),
};

const NAMES = Object.keys(benches);

export const stage: Stage = {
  summary: `Measure: ${NAMES.join(", ")}`,
  words: NAMES.join("|"),
  flags: {
    input: {
      type: "string",
      value: "PATH",
      help: "prepare: a CSV file of events to repeat (the demo shop)",
    },
    rows: {
      type: "string",
      value: "N",
      help: "prepare: events to measure with (2000000)",
    },
    repeats: {
      type: "string",
      value: "N",
      help: "prepare, train: repetitions (3)",
    },
    only: {
      type: "string",
      value: "NAME,…",
      help: "train: the networks to time (all)",
    },
    seconds: {
      type: "string",
      value: "N",
      help: "train: time of a repetition (4)",
    },
    python: {
      type: "string",
      value: "PATH",
      help: "train: a Python with PyTorch to compare with (python3)",
    },
    profile: {
      type: "boolean",
      help: "train: show where a step goes, by operation",
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
    const { bench } = await load();
    if (!bench.needsBackend) return await bench.main(input);
    const wanted = input.flags["backend"] as string | undefined;
    const backend = await setup({ backend: wanted, ...showSetup() });
    return await bench.main({ ...input, backend });
  },
};
