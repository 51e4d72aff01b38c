import { InputError } from "../errors.ts";
import type { EventsParams } from "../config.ts";
import { inspectFile } from "../events/inspect_file.ts";
import {
  checkLog,
  type CheckLogOptions,
  type CheckReport,
  unreadableLog,
} from "./check_log.ts";
import type { Fault } from "./fault.ts";
import { logTable } from "./log_table.ts";
import { openLog, type OpenLogOptions } from "./open_log.ts";
import { isTruncatedCsv } from "./truncated_csv.ts";

/**
 * Checks the log at a place: a file that cannot be read is a fault as others
 * are.
 */
export async function checkFile(
  events: EventsParams,
  place: OpenLogOptions,
  options: CheckLogOptions,
): Promise<CheckReport> {
  try {
    const log = await openLog(events, place);
    const faults = await fileFaults(events, place);
    return checkLog(await logTable(log), { ...options, faults });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { params } = options;
    const name = place.input ?? events.format;
    return unreadableLog(name, { reason: error.message, params });
  }
}

async function fileFaults(
  events: EventsParams,
  { input }: OpenLogOptions,
): Promise<Fault[]> {
  if (events.format !== "csv" || input === undefined) return [];
  // Gzip says by itself where it was cut off.
  if ((await inspectFile(input)).gzip) return [];
  if (!await isTruncatedCsv(input, events.separator)) return [];
  return [{
    rule: "truncated",
    found: "the last row lacks its end",
    wanted: "a whole file",
  }];
}
