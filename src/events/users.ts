import { InputError } from "../errors.ts";
import { digestSource } from "./digest_source.ts";
import type { EventSource } from "./event_source.ts";
import { inspectFile } from "./inspect_file.ts";
import { readText } from "./read_text.ts";
import { requireEvents } from "./require_events.ts";
import { type ItemSequence, sequenceFrame } from "./sequence_frame.ts";

/**
 * A line a user: the user's id, then item ids in time order, separated by
 * spaces (plain or gzip). All events of a user are one session.
 */
export function usersSource(path: string): EventSource {
  return {
    name: path,
    digest: async () => {
      await inspectFile(path);
      return await digestSource({ format: "users" }, [path]);
    },
    read: async () => {
      await inspectFile(path);
      const lines = (await readText(path)).split(/\r?\n/);
      const sequences = lines.flatMap((line, index) =>
        parseLine(line, `${path}, row ${index + 1}`)
      );
      return requireEvents(
        { frame: sequenceFrame(sequences), dropped: {} },
        path,
      );
    },
  };
}

function parseLine(line: string, where: string): ItemSequence[] {
  const [user, ...items] = line.split(/\s+/).filter((text) => text !== "");
  if (user === undefined) return [];
  if (items.length === 0) {
    throw new InputError(
      `${where}: "${line}", a user's id and item ids are wanted`,
    );
  }
  return [{ session: user, user, items }];
}
