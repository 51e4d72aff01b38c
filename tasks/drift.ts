import { flattenParams } from "../src/config.ts";
import { compareSamples } from "../src/drift/compare_samples.ts";
import { driftMetrics } from "../src/drift/drift_metrics.ts";
import { driftPage } from "../src/drift/drift_page.ts";
import type { DriftReport } from "../src/drift/drift_report.ts";
import type { DriftSample } from "../src/drift/drift_sample.ts";
import type { Recommended } from "../src/drift/recommended.ts";
import { InputError } from "../src/errors.ts";
import { findRun } from "../src/track/find_run.ts";
import { presetName } from "../src/track/preset_name.ts";
import { writeWhole } from "../src/write_whole.ts";
import { dataFolder } from "./data_folder.ts";
import { driftText } from "./drift/drift_text.ts";
import { openServed } from "./drift/open_served.ts";
import { openSample } from "./drift/open_sample.ts";
import { recommendFor } from "./drift/recommend_for.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import { openStore, STORE_FLAGS } from "./open_store.ts";
import type { Stage, StageInput } from "./stage.ts";
import { archivesIn } from "./serve/newest_archive.ts";
import { useColor } from "./use_color.ts";

/** Where reports are kept: as runs, but none that a model could come of. */
const REPORTS = "drift";

/** `deno task drift`: whether events are still as they were. */
export const stage: Stage = {
  summary:
    "Compare events, or a prepared dataset, with those before. Ends with 0 " +
    "where nothing has drifted, with 3 where something has, with 2 where the " +
    "question was wrong",
  flags: {
    reference: {
      type: "string",
      value: "PATH",
      help:
        "what was: a prepared dataset, one of its splits, or events as --input takes them (data/<preset>)",
    },
    current: {
      type: "string",
      value: "PATH",
      help: "what is: the same",
    },
    run: {
      type: "string",
      value: "RUN",
      help: "compare also what this run's model recommends for both",
    },
    archive: {
      type: "string",
      value: "FILE",
      help: "the same of an archive's model",
    },
    served: {
      type: "string",
      value: "FILE",
      help:
        "compare what a server was asked (serve --request-log) with what its model was trained on",
    },
    dataset: {
      type: "string",
      value: "DIR",
      help: "what the served model was trained on (data/<preset>)",
    },
    out: {
      type: "string",
      value: "FILE",
      help: "write the page here too",
    },
    reports: {
      type: "string",
      value: "DIR",
      help: `where reports are kept (${REPORTS})`,
    },
    ...STORE_FLAGS,
  },

  async main(input) {
    const { params, print } = input;
    const samples = await openSamples(input);
    const report = compareSamples(...samples, {
      params: params.drift,
      recommended: await recommended(samples, input),
    });
    print(driftText(report, { color: useColor() }));
    const page = await keep(report, input);
    print(`\n${page}`);
    return {
      ...reportJson(report),
      page,
      ...(report.drifted ? { exitCode: EXIT_CODES.found } : {}),
    };
  },
};

/** What was and what is, as the flags name them. */
async function openSamples(
  input: StageInput,
): Promise<[DriftSample, DriftSample]> {
  const { flags, preset } = input;
  const folder = dataFolder(preset, flags.dataset);
  if (typeof flags.served === "string") {
    refuseBeside("served", ["reference", "current"], flags);
    return await openServed(flags.served, folder);
  }
  if (typeof flags.current !== "string") {
    throw new InputError(
      "--current is missing: events or a dataset are wanted",
    );
  }
  return [
    await openSample(String(flags.reference ?? folder), input),
    await openSample(flags.current, input),
  ];
}

async function recommended(
  samples: readonly [DriftSample, DriftSample],
  { flags, params }: StageInput,
): Promise<[Recommended, Recommended] | undefined> {
  const archive = await archivePath(flags);
  if (archive === undefined) return undefined;
  return await recommendFor(samples, { archive, ...params.drift });
}

async function archivePath(
  flags: StageInput["flags"],
): Promise<string | undefined> {
  const { run, runs, archive } = flags;
  if (typeof archive === "string") {
    refuseBeside("archive", ["run"], flags);
    return archive;
  }
  if (typeof run !== "string") return undefined;
  const { folder, record } = await findRun(String(runs ?? "runs"), run);
  const [first] = await archivesIn(`${folder}/artifacts`);
  if (first !== undefined) return first;
  throw new InputError(
    `Run ${record.id} has no archive: deno task archive ${record.id} makes one`,
  );
}

/** A flag that says all that others would say as well. */
function refuseBeside(
  name: string,
  others: readonly string[],
  flags: StageInput["flags"],
): void {
  const other = others.find((it) => flags[it] !== undefined);
  if (other === undefined) return;
  throw new InputError(`--${name} and --${other}: one of them is wanted`);
}

/** Keeps a report like a run, with its page; MLflow gets it where it is set. */
async function keep(
  report: DriftReport,
  { flags, params, preset, print }: StageInput,
): Promise<string> {
  const page = driftPage(report);
  if (typeof flags.out === "string") await writeWhole(flags.out, page);
  const store = openStore({
    flags: { ...flags, runs: String(flags.reports ?? REPORTS) },
    print,
  });
  try {
    const run = await store.start({
      experiment: `${presetName({ experiment: preset })}-drift`,
      params: flattenParams({ drift: params.drift }),
      environment: {
        reference: report.reference.name,
        current: report.current.name,
      },
    });
    await run.logArtifact("drift.html", page);
    await run.logArtifact(
      "drift.json",
      JSON.stringify(report, null, 2) + "\n",
    );
    await run.logMetrics(driftMetrics(report), 1);
    const drifted = report.comparisons.filter((it) => it.drifted);
    await run.end("finished", {
      comparisons: report.comparisons.length,
      drifted: drifted.length,
    });
    return `${run.folder}/artifacts/drift.html`;
  } finally {
    await store.close();
  }
}

function reportJson({ reference, current, drifted, comparisons }: DriftReport) {
  return {
    drifted,
    reference,
    current,
    comparisons: comparisons.map(({ name, drifted, measures }) => ({
      name,
      drifted,
      measures,
    })),
  };
}
