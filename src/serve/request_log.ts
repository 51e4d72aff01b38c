import { createHmac } from "node:crypto";
import type { PlainEvent } from "../features/encode_session.ts";
import { OOV, PADDING, type Sequences } from "../features/sequences.ts";
import {
  featuresDigest,
  type ServedSession,
} from "../features/served_session.ts";
import { mapValues } from "../features/map_values.ts";
import type { ServedArchive } from "./served_archive.ts";

/** How {@link RequestLog} draws, hashes and writes. */
export interface RequestLogOptions {
  /** Share of the sessions that are logged, 0 to 1. */
  readonly rate: number;
  /** With which visits are hashed: who has it could try ids one by one. */
  readonly key: string;
  /** Draws the sessions: uniform in [0, 1). */
  readonly random: () => number;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Takes whole lines. */
  readonly write: (text: string) => void;
}

/** A session that was asked for, as it came and as it was encoded. */
export interface AskedSession {
  /** In time order. */
  readonly events: readonly PlainEvent[];
  /** The same as the network sees them: one session. */
  readonly encoded: Sequences;
}

const HOUR_MS = 3_600_000;
/** Lines wait so long, so that many are written at once. */
const FLUSH_MS = 200;

/**
 * A sample of what the server is asked, to compare with what training saw
 * (`deno task drift --served`): indices and scaled numbers, the hour, no id.
 */
export class RequestLog {
  readonly #options: RequestLogOptions;
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Nothing is written before the first line. */
  constructor(options: RequestLogOptions) {
    this.#options = options;
  }

  /** Takes a session, if it is drawn. */
  add(archive: ServedArchive, session: AskedSession): void {
    const { rate, random } = this.#options;
    if (random() >= rate || session.events.length === 0) return;
    this.#lines.push(JSON.stringify(this.#describe(archive, session)));
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length === 0) return;
    this.#options.write(`${this.#lines.join("\n")}\n`);
    this.#lines = [];
  }

  #describe(
    { name, version, features }: ServedArchive,
    { events, encoded }: AskedSession,
  ): ServedSession {
    const { key, now } = this.#options;
    const { item, time, user } = events[0]!;
    const hour = Math.floor(now() / HOUR_MS) * HOUR_MS;
    return {
      hour: new Date(hour).toISOString(),
      model: name,
      version,
      features: featuresDigest(features),
      visit: createHmac("sha256", key)
        .update(JSON.stringify([user ?? null, item, time]))
        .digest("hex").slice(0, 16),
      user: kindOfUser(encoded.users[0]!),
      items: [...encoded.items],
      carts: [...encoded.carts],
      categories: mapValues(encoded.categories, (it) => [...it]),
      numbers: mapValues(encoded.numbers, (it) => [...it]),
    };
  }
}

function kindOfUser(index: number): ServedSession["user"] {
  if (index === PADDING) return "anonymous";
  return index === OOV ? "new" : "known";
}
