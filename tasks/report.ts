import { parsePrepareReport } from "../src/prepare/prepare_report.ts";
import { parseMetricsFile } from "../src/report/run_data.ts";
import { type DataSummary, runPage } from "../src/report/run_page.ts";
import { InputError } from "../src/errors.ts";
import { findRun } from "../src/track/find_run.ts";
import { writeWhole } from "../src/write_whole.ts";
import type { Stage } from "./stage.ts";
import {
  METRICS_FILE,
  readRunConfig,
  type RunConfig,
} from "./train/run_files.ts";

/** `deno task report`: a run as one HTML page. */
export const stage: Stage = {
  summary: "Write one HTML page about a run: its results beside baselines, " +
    "curves, slices, data, parameters (RUN: latest)",
  words: "[RUN]",
  flags: {
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    out: {
      type: "string",
      value: "FILE",
      help: "where the page goes (report.html beside the run's artifacts)",
    },
  },
  async main({ flags, words, print }) {
    const run = await findRun(
      String(flags.runs ?? "runs"),
      words[0] ?? "latest",
    );
    const config = await readRunConfig(run.folder);
    const metrics = await readMetrics(
      `${run.folder}/artifacts/${METRICS_FILE}`,
    );
    const data = await readData(config);
    const path = String(flags.out ?? `${run.folder}/artifacts/report.html`);
    await writeWhole(path, runPage({ run, metrics, data }));
    print(`Wrote ${path}`);
    return { run: run.record.id, file: path };
  },
};

async function readMetrics(path: string) {
  try {
    return parseMetricsFile(await Deno.readTextFile(path), path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new InputError(`${path} is absent: the run did not finish`, {
      cause,
    });
  }
}

/** What the dataset says of itself, if it is still the one that was trained on. */
async function readData(
  { data, digest }: RunConfig,
): Promise<DataSummary | undefined> {
  const path = `${data}/report.json`;
  try {
    const report = parsePrepareReport(await Deno.readTextFile(path), path);
    return report.digest === digest ? report : undefined;
  } catch {
    return undefined;
  }
}
