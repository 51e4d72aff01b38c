import { type Reason, reasonsText } from "../../src/pipeline/reasons.ts";
import {
  runPipeline,
  type StageReport,
} from "../../src/pipeline/run_pipeline.ts";
import { formatNumber } from "../../src/terminal/format_number.ts";
import type { StageInput } from "../stage.ts";
import { useColor } from "../use_color.ts";
import { EXIT_CODES } from "../exit_codes.ts";
import { CheckFailed } from "./check_failed.ts";
import { openCache, openPipeline, pipelineFolder } from "./open_pipeline.ts";
import { type StageRow, stagesText } from "./stages_text.ts";

/** `deno task pipeline`: brings everything up to date, and says what it took. */
export async function run(
  input: StageInput,
): Promise<Record<string, unknown>> {
  const { flags, print, signal } = input;
  const color = useColor();
  const pipeline = openPipeline(input);
  const done: StageReport[] = [];
  let running:
    | { name: string; reasons: readonly Reason[]; at: number }
    | undefined;
  const text = (rows: readonly StageRow[]) => stagesText(rows, { color });
  try {
    await runPipeline(pipeline, {
      cache: await openCache(input),
      force: flags.force === true,
      only: flags.only as string | undefined,
      until: flags.until as string | undefined,
      signal,
      print,
      onRun(name, reasons) {
        running = { name, reasons, at: performance.now() };
        const bold = color ? `\x1b[1m${name}\x1b[22m` : name;
        print(`${bold}: ${reasonsText(reasons)}`);
      },
      onEnd(report) {
        done.push(report);
        running = undefined;
      },
      onNote: (note) => print(`note: ${note}`),
    });
  } catch (error) {
    if (running !== undefined) {
      const { name, reasons, at } = running;
      const seconds = (performance.now() - at) / 1000;
      const state = signal.aborted ? "interrupted" : "failed";
      print(`\n${text([...done, { name, state, reasons, seconds }])}\n`);
    }
    if (signal.aborted) print("Stopped. The same command goes on from here");
    if (!(error instanceof CheckFailed)) throw error;
    print("The events did not stand the check: nothing was made of them");
    const { folder } = pipeline;
    const exitCode = EXIT_CODES.found;
    return { folder, stages: done.map(asJson), exitCode };
  }
  const ran = done.some(({ state }) => state === "ran");
  print(`${ran ? "\n" : ""}${text(done)}\n\n${summary(done, input)}`);
  return { folder: pipeline.folder, stages: done.map(asJson) };
}

/** `pipeline/demo: 2 ran, 4 up to date in 6.4 s; mrr@20 0.2339` */
function summary(done: readonly StageReport[], input: StageInput): string {
  const count = (state: StageReport["state"]) =>
    done.filter((it) => it.state === state).length;
  const parts = (["ran", "restored", "up to date"] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}`);
  const { metric } = input.params.evaluate;
  const value = done.find(({ name }) => name === "evaluate")?.metrics[metric];
  const reached = value === undefined
    ? ""
    : `; ${metric} ${formatNumber(value)}`;
  const seconds = done.reduce((sum, it) => sum + it.seconds, 0).toFixed(1);
  const folder = pipelineFolder(input);
  return `${folder}: ${parts.join(", ")} in ${seconds} s${reached}`;
}

function asJson({ reasons, ...report }: StageReport) {
  return { ...report, why: reasonsText(reasons, Infinity) };
}
