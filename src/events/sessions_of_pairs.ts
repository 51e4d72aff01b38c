import { InputError } from "../errors.ts";
import type { ItemSequence } from "./sequence_frame.ts";

/** A line of a test file: what was seen, and what came next. */
interface Pair {
  /** Item ids separated by single spaces. */
  readonly prefix: string;
  readonly next: string;
}

/**
 * Puts lines of `prefix TAB next` together again: consecutive pairs that are
 * prefixes of one session, longest or shortest first, become that session, with
 * those of its events as targets that a line asks for. Each line is exactly one
 * target.
 *
 * @param name Name of the file, for messages.
 * @throws {InputError} naming the first line that is no such pair.
 */
export function sessionsOfPairs(
  lines: readonly string[],
  name: string,
): ItemSequence[] {
  const sequences: ItemSequence[] = [];
  let chain: Pair[] = [];
  const close = () => {
    if (chain.length > 0) sequences.push(join(chain, sequences.length + 1));
    chain = [];
  };
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    const pair = parsePair(line, `${name}, row ${index + 1}`);
    if (!continues(chain, pair)) close();
    chain.push(pair);
  });
  close();
  return sequences;
}

function parsePair(line: string, where: string): Pair {
  const [left, right, ...rest] = line.split("\t");
  const prefix = left!.split(" ").filter((item) => item !== "").join(" ");
  const next = right?.trim() ?? "";
  if (prefix === "" || next === "" || next.includes(" ") || rest.length > 0) {
    throw new InputError(
      `${where}: "${line}", item ids, a tab and one item id are wanted`,
    );
  }
  return { prefix, next };
}

const whole = ({ prefix, next }: Pair): string => `${prefix} ${next}`;

/** A chain keeps the direction that its first two pairs give it. */
function continues(chain: readonly Pair[], pair: Pair): boolean {
  const last = chain.at(-1);
  if (last === undefined) return false;
  const shorter = whole(pair) === last.prefix;
  const longer = pair.prefix === whole(last);
  if (chain.length === 1) return shorter || longer;
  return isRising(chain) ? longer : shorter;
}

function isRising(chain: readonly Pair[]): boolean {
  return chain.length > 1 && chain[0]!.prefix.length < chain[1]!.prefix.length;
}

function join(chain: readonly Pair[], number: number): ItemSequence {
  const longest = isRising(chain) ? chain.at(-1)! : chain[0]!;
  const items = whole(longest).split(" ");
  const untold = items.length - chain.length;
  return {
    session: `test ${number}`,
    items,
    targets: items.map((_, index) => index >= untold),
  };
}
