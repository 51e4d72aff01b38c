/** A request, without anything that says who made it or what they looked at. */
export interface AccessEntry {
  /** When it came, ISO 8601. */
  readonly time: string;
  /** Which of the three ports it came to. */
  readonly port: "inference" | "management" | "metrics";
  /** GET, POST, PUT, … */
  readonly method: string;
  /** The route's pattern, `/predictions/{model_name}`, never the address. */
  readonly route: string;
  /** Status of the answer. */
  readonly status: number;
  /** Time that the answer took. */
  readonly ms: number;
  /** The model that answered. */
  readonly model?: string;
  /** Its version. */
  readonly version?: string;
}

/** How long lines wait, so that many are written at once. */
const FLUSH_MS = 200;

/** Writes a line of JSON for each request, some at a time. */
export class AccessLog {
  readonly #write: (text: string) => void;
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Nothing is written before the first entry. */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Takes an entry. */
  add(entry: AccessEntry): void {
    this.#lines.push(JSON.stringify(entry));
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length === 0) return;
    this.#write(`${this.#lines.join("\n")}\n`);
    this.#lines = [];
  }
}
