/** Reads events, cleans, splits and encodes them: `deno task prepare`. */
import { openSource, openTestSource } from "../src/events/open_source.ts";
import type { PrepareReport } from "../src/prepare/prepare_report.ts";
import { prepareDataset } from "../src/prepare/prepare.ts";
import { formatNumber } from "../src/terminal/format_number.ts";
import { table } from "../src/terminal/table.ts";
import { dataFolder } from "./data_folder.ts";
import type { Stage } from "./stage.ts";

export const stage: Stage = {
  summary: "Read events, clean, split, encode: data/<preset>/",
  flags: {
    input: {
      type: "string",
      value: "PATH",
      help: "file or folder that holds the events",
    },
    test: {
      type: "string",
      value: "FILE",
      help: "a given test set (then prepare.split.by is given)",
    },
    data: {
      type: "string",
      value: "DIR",
      help: "where the dataset is written (data/<preset>)",
    },
  },

  async main({ preset, params, flags, print }) {
    const folder = dataFolder(preset, flags.data);
    const input = flags.input as string | undefined;
    const test = flags.test as string | undefined;
    const events = openSource(params.events, {
      ...(input === undefined ? {} : { input }),
    });
    const given = test === undefined
      ? undefined
      : openTestSource(params.events, test);
    print(`Preparing ${events.name}`);
    const report = await prepareDataset({ events, test: given }, params, {
      folder,
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

function splitTable({ splits, vocabularies }: PrepareReport): string {
  const sizes = Object.entries(splits).map(([name, it]) => [
    name,
    it.sessions,
    it.events,
    it.targets,
  ]);
  const values = Object.entries(vocabularies).map(([name, size]) =>
    `${name} ${formatNumber(size)}`
  );
  return `${table(["split", "sessions", "events", "targets"], sizes)}\n\n` +
    `Vocabularies: ${values.join(", ")}`;
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
