import type { CheckReport } from "../../src/checks/check_log.ts";
import { openLog } from "../../src/checks/open_log.ts";
import { quarantine } from "../../src/checks/quarantine.ts";
import { writeLog } from "../../src/checks/write_log.ts";
import { readEnvironment } from "../../src/environment.ts";
import { openInput } from "../dataset_input.ts";
import type { CheckedInput } from "./checked_input.ts";

/** Where the two parts of a log went, and how many rows each has. */
export interface QuarantineResult {
  readonly clean: string;
  readonly quarantine: string;
  readonly rows: number;
  readonly kept: number;
  readonly quarantined: number;
}

/** Parts the log beside itself into what is clean and what is not. */
export async function quarantineInput(
  report: CheckReport,
  input: CheckedInput,
): Promise<QuarantineResult> {
  const { events, input: place } = await openInput(input);
  const { mysql } = readEnvironment();
  const log = await openLog(events, { input: place, mysql });
  const parts = quarantine(log.raw.collectSync(), report);
  const extension = log.events.format === "csv" ? "csv" : "parquet";
  const base = (place ?? "events").replace(/(\.(csv|parquet|gz))+$|\/+$/, "");
  const paths = {
    clean: `${base}.clean.${extension}`,
    quarantine: `${base}.quarantine.${extension}`,
  };
  await writeLog(paths.quarantine, parts.quarantined, log.events);
  await writeLog(paths.clean, parts.kept, log.events);
  return {
    ...paths,
    rows: report.rows,
    kept: parts.kept.height,
    quarantined: parts.quarantined.height,
  };
}
