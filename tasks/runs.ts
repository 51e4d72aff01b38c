import { InputError } from "../src/errors.ts";
import { findRun } from "../src/track/find_run.ts";
import { curveMetrics, learningCurves } from "../src/track/learning_curves.ts";
import { listRuns } from "../src/track/list_runs.ts";
import { runUrl } from "../src/track/mlflow/run_url.ts";
import type { StoredRun } from "../src/track/read_run.ts";
import { writeWhole } from "../src/write_whole.ts";
import { compareText } from "./runs/compare_text.ts";
import { curvesText } from "./runs/curves_text.ts";
import { listText } from "./runs/list_text.ts";
import { runText } from "./runs/run_text.ts";
import type { Stage, StageInput } from "./stage.ts";
import { useColor } from "./use_color.ts";
/** `deno task runs`: lists runs, shows one, compares several. */
export const stage: Stage = {
  summary: "List runs, show one, or compare several. A RUN is an id, " +
    "how it begins, its last four signs, or latest.",
  words: "[RUN…]",
  flags: {
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    metric: {
      type: "string",
      value: "NAME",
      help: "what to plot (loss, and the metric that chose the best epoch)",
    },
    svg: {
      type: "string",
      value: "FILE",
      help: "write the learning curves as SVG",
    },
  },
  async main(input) {
    const folder = String(input.flags.runs ?? "runs");
    const runs = input.words.length === 0
      ? await list(folder, input)
      : await show(folder, input);
    return { runs: await Promise.all(runs.map(asJson)) };
  },
};

async function list(
  folder: string,
  { print, flags }: StageInput,
): Promise<readonly StoredRun[]> {
  if (flags.svg !== undefined || flags.metric !== undefined) {
    throw new InputError("--svg and --metric want a run: its id, or latest");
  }
  const { runs, notes } = await listRuns(folder);
  print(
    runs.length === 0
      ? `No runs in ${folder} yet: deno task train makes one`
      : listText(runs, { color: useColor(), nowMs: Date.now() }),
  );
  for (const note of notes) print(`note: ${note}`);
  return runs;
}

async function show(
  folder: string,
  { print, flags, words }: StageInput,
): Promise<readonly StoredRun[]> {
  const found = await Promise.all(words.map((word) => findRun(folder, word)));
  const runs = found.filter((run, at) =>
    found.findIndex((other) => other.record.id === run.record.id) === at
  );
  const options = { color: useColor() };
  const metrics = plottedMetrics(runs, flags.metric);
  const url = await runUrl(runs[0]!.folder);
  const text = runs.length === 1
    ? runText(runs[0]!, { ...options, url })
    : compareText(runs, options);
  print(text);
  if (metrics.length > 0) {
    print(`\n${curvesText(runs, { metrics, ...options })}`);
  }
  if (typeof flags.svg === "string") {
    await writeSvg(flags.svg, { runs, metrics });
    print(`\nWrote ${flags.svg}`);
  }
  return runs;
}

function plottedMetrics(
  runs: readonly StoredRun[],
  wanted: string | boolean | undefined,
): string[] {
  if (typeof wanted !== "string") return curveMetrics(runs);
  if (learningCurves(runs, wanted).length > 0) return [wanted];
  const logged = runs.flatMap(({ metrics }) =>
    metrics.flatMap((line) => Object.keys(line.metrics))
  );
  const names = [...new Set(logged)].join(", ") || "none";
  throw new InputError(
    `--metric ${wanted} was not logged: one of ${names} is wanted`,
  );
}

async function writeSvg(
  path: string,
  { runs, metrics }: { runs: readonly StoredRun[]; metrics: string[] },
): Promise<void> {
  const { learningCurvesSvg } = await import(
    "../src/plots/learning_curves_svg.ts"
  );
  const panels = metrics.map((title) => ({
    title,
    curves: learningCurves(runs, title),
  }));
  await writeWhole(path, learningCurvesSvg(panels));
}

async function asJson({ record, metrics, folder }: StoredRun) {
  const { formatVersion: _, ...rest } = record;
  return {
    ...rest,
    mlflow: await runUrl(folder),
    epochs: metrics.map(({ step, metrics }) => ({ step, ...metrics })),
  };
}
