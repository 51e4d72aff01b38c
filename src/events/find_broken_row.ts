/** Why a CSV row is broken. */
export interface BrokenRow {
  /** Counted from 1, the header included. */
  readonly row: number;
  /** What was found and what is wanted. */
  readonly reason: string;
}

/** Options of {@link findBrokenRow}. */
export interface FindBrokenRowOptions {
  /** The character between values. */
  readonly separator: string;
  /** Most fields that a row may have. @default {the first row's} */
  readonly fields?: number;
}

/**
 * Finds the first row of a CSV text that breaks RFC 4180 or has too many
 * fields. Parsers only say that there is one, so this reads the text again.
 *
 * @param chunks The text in pieces, cut anywhere.
 */
export async function findBrokenRow(
  chunks: AsyncIterable<string> | Iterable<string>,
  options: FindBrokenRowOptions,
): Promise<BrokenRow | undefined> {
  const scanner = new Scanner(options);
  for await (const chunk of chunks) {
    for (const character of chunk) {
      if (character === BYTE_ORDER_MARK) continue;
      const reason = scanner.accept(character);
      if (reason !== undefined) return { row: scanner.row, reason };
    }
  }
  const reason = scanner.end();
  return reason === undefined ? undefined : { row: scanner.row, reason };
}

/** Stands before the first field of some files, and is no part of it. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A field's start, its plain text, its quoted text, or after a quote in it. */
type State = "start" | "plain" | "quoted" | "quote";

class Scanner {
  row = 1;
  #state: State = "start";
  #fields = 1;
  #most: number | undefined;
  readonly #separator: string;

  constructor({ separator, fields }: FindBrokenRowOptions) {
    this.#separator = separator;
    this.#most = fields;
  }

  /** Takes the next character; the answer is what is wrong with it, if anything. */
  accept(character: string): string | undefined {
    if (this.#state === "quoted") {
      if (character === '"') this.#state = "quote";
    } else if (character === '"') {
      if (this.#state === "plain") {
        return "a quote within a field that does not begin with one";
      }
      this.#state = "quoted";
    } else if (character === this.#separator) {
      return this.#nextField();
    } else if (character === "\n") {
      this.#nextRow();
    } else if (this.#state === "quote" && character !== "\r") {
      return `"${character}" after a closing quote, a separator is wanted`;
    } else if (this.#state === "start") {
      this.#state = "plain";
    }
  }

  end(): string | undefined {
    return this.#state === "quoted" ? "a quote is never closed" : undefined;
  }

  #nextField(): string | undefined {
    this.#state = "start";
    this.#fields++;
    if (this.#most !== undefined && this.#fields > this.#most) {
      return `more than ${this.#most} fields, as many as there are columns are wanted`;
    }
  }

  #nextRow(): void {
    this.#most ??= this.#fields;
    this.#state = "start";
    this.#fields = 1;
    this.row++;
  }
}
