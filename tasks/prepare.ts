/** Reads events, cleans, splits and encodes them: `deno task prepare`. */
import type { PrepareReport } from "../src/prepare/prepare_report.ts";
import { prepareDataset } from "../src/prepare/prepare.ts";
import { prepareWithSql } from "../src/sql/prepare_with_sql.ts";
import { formatNumber } from "../src/terminal/format_number.ts";
import { table } from "../src/terminal/table.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { datasetInput } from "./dataset_input.ts";
import { chooseEngine, ENGINE_FLAGS } from "./prepare/choose_engine.ts";
import { passesCheck } from "./check/check_input.ts";
import { CHECK_FLAG } from "./check/check_flag.ts";
import { keepSchema } from "./check/keep_schema.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import type { Stage } from "./stage.ts";

export const stage: Stage = {
  summary: "Read events, clean, split, encode: data/<preset>/",
  flags: { ...DATASET_FLAGS, ...ENGINE_FLAGS, ...CHECK_FLAG },

  async main(input) {
    const { print, flags, signal } = input;
    if (flags.check === true && !await passesCheck(input)) {
      return { exitCode: EXIT_CODES.found };
    }
    const openEngine = chooseEngine(input);
    const { sources, params, folder } = await datasetInput(input);
    print(`Preparing ${sources.events.name}`);
    const report = await keepSchema(input, {
      folder,
      prepare: (study) =>
        openEngine === undefined
          ? prepareDataset(sources, params, { folder, signal })
          : prepareWithSql(sources, params, {
            ...{ folder, openEngine, study, signal },
          }),
    });
    print(`\n${stepTable(report)}\n\n${splitTable(report)}\n`);
    print(`${folder}, digest ${report.digest}`);
    return summary(report);
  },
};

function stepTable({ unusable, steps }: PrepareReport): string {
  const read = Object.entries(unusable).map(([reason, dropped]) =>
    ["read", dropped, null, null, reason] as const
  );
  return table(["step", "dropped", "events left", "sessions left", "why"], [
    ...read,
    ...steps.map((it) => [
      it.step,
      it.dropped,
      it.rowsAfter,
      it.sessionsAfter,
      it.reason,
    ]),
  ]);
}

function splitTable(
  { splits, vocabularies, itemFeatures }: PrepareReport,
): string {
  const sizes = Object.entries(splits).map(([name, it]) => [
    name,
    it.sessions,
    it.events,
    it.targets,
  ]);
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([name, size]) =>
      `${name} ${formatNumber(size)}`
    ).join(", ");
  const items = itemFeatures === undefined
    ? ""
    : `\nItem features: ${list(itemFeatures)}`;
  return `${table(["split", "sessions", "events", "targets"], sizes)}\n\n` +
    `Vocabularies: ${list(vocabularies)}${items}`;
}

function summary({ digest, unusable, steps, splits }: PrepareReport) {
  const rows = Object.entries(splits).map(([name, it]) => [name, it.events]);
  return {
    digest,
    rows: Object.fromEntries(rows),
    dropped: {
      read: Object.values(unusable).reduce((sum, count) => sum + count, 0),
      ...Object.fromEntries(steps.map((it) => [it.step, it.dropped])),
    },
  };
}
