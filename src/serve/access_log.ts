/** A request, without anything that says who made it or what they looked at. */
export interface AccessEntry {
  readonly time: string;
  readonly port: "inference" | "management" | "metrics";
  readonly method: string;
  /** The route's pattern, `/predictions/{model_name}`, never the address. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly model?: string;
  readonly version?: string;
}

/** How long lines wait, so that many are written at once. */
const FLUSH_MS = 200;

/** Writes a line of JSON for each request, some at a time. */
export class AccessLog {
  readonly #write: (text: string) => void;
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

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
