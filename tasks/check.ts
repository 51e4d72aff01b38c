import { checkPage } from "../src/checks/check_page.ts";
import type { CheckReport } from "../src/checks/check_log.ts";
import { writeWhole } from "../src/write_whole.ts";
import { checkInput } from "./check/check_input.ts";
import { SCHEMA_FILE } from "../src/prepare/schema_file.ts";
import { writeSchema } from "./check/keep_schema.ts";
import { quarantineInput } from "./check/quarantine_input.ts";
import { dataFolder } from "./data_folder.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import type { Stage, StageInput } from "./stage.ts";

/** `deno task check`: whether a log is as those before. */
export const stage: Stage = {
  summary:
    "Check a log against what its dataset's log was like (schema.json). " +
    "Ends with 0 where there is no error, with 3 where there is one, with 2 " +
    "where the question was wrong",
  flags: {
    input: {
      type: "string",
      value: "PATH",
      help: "file, folder, MySQL table or s3://…/datasets/NAME with the events",
    },
    data: {
      type: "string",
      value: "DIR",
      help: "the dataset's folder (data/<preset>)",
    },
    schema: {
      type: "string",
      value: "FILE",
      help: "what the log must be like (schema.json in the dataset's folder)",
    },
    infer: {
      type: "boolean",
      help: "write the schema of this log instead",
    },
    quarantine: {
      type: "boolean",
      help: "part the log beside itself into NAME.clean and NAME.quarantine",
    },
    out: { type: "string", value: "FILE", help: "write an HTML page here" },
  },

  async main(input) {
    const { flags, preset, print } = input;
    const folder = dataFolder(preset, flags.data);
    const path = String(flags.schema ?? `${folder}/${SCHEMA_FILE}`);
    if (flags.infer === true) {
      await writeSchema(input, { path, folder });
      print(`Wrote ${path}`);
      return { schema: path };
    }
    const report = await checkInput(input);
    if (typeof flags.out === "string") {
      await writeWhole(flags.out, checkPage(report));
      print(`Wrote ${flags.out}`);
    }
    const parted = flags.quarantine === true && report.errors > 0
      ? await part(report, input)
      : { errors: report.errors };
    return {
      ...reportJson(report),
      ...parted,
      ...(parted.errors > 0 ? { exitCode: EXIT_CODES.found } : {}),
    };
  },
};

/** What is left must stand the check by itself. */
async function part(report: CheckReport, input: StageInput) {
  const result = await quarantineInput(report, input);
  input.print(
    `${result.rows.toLocaleString("en")} rows: ${
      result.kept.toLocaleString("en")
    } in ${result.clean}, ${
      result.quarantined.toLocaleString("en")
    } in ${result.quarantine}`,
  );
  const flags = { ...input.flags, input: result.clean };
  const { errors } = await checkInput({ ...input, flags });
  return { errors, quarantine: result };
}

function reportJson({ name, rows, anomalies, warnings }: CheckReport) {
  return {
    name,
    rows,
    warnings,
    anomalies: anomalies.map(({ marks: _marks, ...it }) => it),
  };
}
