/** `deno task simulate`: four weeks of a shop whose taste shifts. */
import { InputError } from "../src/errors.ts";
import { openSource } from "../src/events/open_source.ts";
import { readOnce } from "../src/events/read_once.ts";
import { replaceFolder } from "../src/prepare/replace_folder.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import { localStore } from "../src/track/local_store.ts";
import { localRegistry } from "../src/track/registry/local_registry.ts";
import { writeWhole } from "../src/write_whole.ts";
import { simulateDays } from "./simulate/simulate_days.ts";
import { simulationChart } from "./simulate/simulation_chart.ts";
import { simulationSummary } from "./simulate/simulation_summary.ts";
import { dayLine, HEADER, summaryText } from "./simulate/simulation_text.ts";
import type { Stage } from "./stage.ts";

/** Monday, 2024-01-01 00:00 UTC: see src/events/demo. */
const START_MS = Date.UTC(2024, 0, 1);
/** The demo shop, small, with a shift. */
const PRESET = "demo_shift";
/** Days that the first champion learns from, the last of them for its gates. */
const FIRST_DAYS = 8;
const RESULT_FILE = "simulation.json";

export const stage: Stage = {
  summary: "Simulate four weeks of a small demo shop whose taste shifts: " +
    "drift is seen, models are retrained, judged and promoted, the metric recovers",
  needsBackend: true,
  flags: {
    out: {
      type: "string",
      value: "DIR",
      help: "where runs, models, plot and figures go (data/simulation)",
    },
  },

  async main(input) {
    const { flags, print } = input;
    const preset = input.preset === "demo" ? PRESET : input.preset;
    const params = await input.resolveParams(preset);
    const asked = { ...input, preset, params };
    const { events, evaluate } = params;
    if (events.format !== "demo" || events.demo.shift === undefined) {
      throw new InputError("Parameter events.demo.shift: a shift is wanted");
    }
    const out = String(flags.out ?? "data/simulation");
    await startBackend(input.backend!.backend, params.train);
    const { days, shift } = events.demo;
    await replaceFolder(
      out,
      (folder) => Deno.writeTextFile(`${folder}/${RESULT_FILE}`, "{}\n"),
      { mark: RESULT_FILE },
    );
    print(HEADER);
    const simulated = await simulateDays(asked, {
      registry: localRegistry(`${out}/models`),
      store: localStore(`${out}/runs`),
      source: readOnce(openSource(events)),
      startMs: START_MS,
      days,
      firstDays: FIRST_DAYS,
      brokenDay: Math.min(FIRST_DAYS + 2, shift.day - 1),
      data: `${out}/data`,
      onDay: (day) => print(dayLine(day, { shiftDay: shift.day })),
    });
    if (simulated === undefined) {
      print("Stopped: the same command begins anew");
      return { interrupted: true };
    }
    const { metric } = evaluate;
    const summary = simulationSummary(simulated, shift.day);
    const result = { metric, shiftDay: shift.day, summary, days: simulated };
    await writeWhole(
      `${out}/${RESULT_FILE}`,
      JSON.stringify(result, null, 2) + "\n",
    );
    await writeWhole(`${out}/simulation.svg`, simulationChart(result));
    print(`\n${summaryText(result)}\n\n${out}/simulation.svg, ${RESULT_FILE}`);
    return result;
  },
};
