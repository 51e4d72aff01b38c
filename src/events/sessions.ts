import { InputError } from "../errors.ts";
import { digestSource } from "./digest_source.ts";
import type { EventSource } from "./event_source.ts";
import { inspectFile } from "./inspect_file.ts";
import { readText } from "./read_text.ts";
import { requireEvents } from "./require_events.ts";
import { type ItemSequence, sequenceFrame } from "./sequence_frame.ts";
import { sessionsOfPairs } from "./sessions_of_pairs.ts";

/**
 * Time of a test file's first event: later than the running number of any
 * training file's last.
 */
export const FIRST_TEST_TIME = 2 ** 40;

/** Options of {@link sessionsSource}. */
export interface SessionsSourceOptions {
  /**
   * Whether this is a given test set: lines may then be `prefix TAB next`, and
   * its sessions come after those of every training file. @default {false}
   */
  readonly test?: boolean;
}

/**
 * A line of item ids a session, in time order, separated by spaces (plain or
 * gzip). Sessions are called by their number in the file, in a test set
 * `test 1` and so on.
 */
export function sessionsSource(
  path: string,
  { test = false }: SessionsSourceOptions = {},
): EventSource {
  return {
    name: path,
    digest: async () => {
      await inspectFile(path);
      return await digestSource({ format: "sessions", test }, [path]);
    },
    read: async () => {
      await inspectFile(path);
      const lines = (await readText(path)).split(/\r?\n/);
      const sequences = test && lines[0]!.includes("\t")
        ? sessionsOfPairs(lines, path)
        : lines.flatMap((line, index) =>
          parseLine(line, { path, row: index + 1, test })
        );
      const frame = sequenceFrame(sequences, test ? FIRST_TEST_TIME : 0);
      return requireEvents({ frame, dropped: {} }, path);
    },
  };
}

function parseLine(
  line: string,
  { path, row, test }: { path: string; row: number; test: boolean },
): ItemSequence[] {
  if (line.includes("\t")) {
    throw new InputError(
      `${path}, row ${row}: a tab, item ids separated by spaces are wanted`,
    );
  }
  const items = line.split(" ").filter((item) => item !== "");
  if (items.length === 0) return [];
  return [{ session: test ? `test ${row}` : String(row), items }];
}
