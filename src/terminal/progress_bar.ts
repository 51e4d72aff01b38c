import {
  progressFacts,
  type ProgressState,
  renderProgress,
} from "./render_progress.ts";

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** What counts as all of it: steps, events, bytes. */
  readonly total: number;
  /** What is going on: `epoch 1/5`. */
  readonly label: string;
  /** Writes a text, line feeds included: to standard error, usually. */
  readonly write: (text: string) => void;
  /** Whether the line can be drawn over; if not, lines are printed instead. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. @default {80} */
  readonly width?: number;
  /** What was done before the start, by a resumed task. @default {0} */
  readonly done?: number;
  /** Tells the time in ms. @default {performance.now} */
  readonly now?: () => number;
}

/** How far the work is. */
export interface ProgressUpdate {
  /** In the unit of the total. */
  readonly done: number;
  /** Events per second. */
  readonly rate?: number;
  /** Mean loss so far. */
  readonly loss?: number;
}

/** A bar that is drawn anew in place. */
export interface ProgressBar {
  /** Tells how far the task has come; draws only when it is time to. */
  update(update: ProgressUpdate): void;
  /** Ends the bar, and leaves a line in its place. */
  finish(text?: string): void;
}

/** A terminal is drawn at most ten times a second. */
const REDRAW_MS = 100;
/** Otherwise a line is printed when another tenth is done, */
const PRINTED_SHARE = 0.1;
/** but not sooner than this after the one before: short tasks fill no logs. */
const PRINT_MS = 5000;
const CLEAR_LINE = "\r\x1b[2K";

/**
 * Shows how far a task has come: one line that is drawn again and again in a
 * terminal, or a plain line now and then in a log file.
 */
export function progressBar(options: ProgressBarOptions): ProgressBar {
  const { write, isTerminal, now = () => performance.now() } = options;
  const show = isTerminal ? drawOver(options) : printTenths(options);
  const startedAt = now();
  return {
    update(update) {
      show(stateOf(update, { ...options, elapsedMs: now() - startedAt }));
    },
    finish(text) {
      const line = text === undefined ? "" : `${text}\n`;
      write(isTerminal ? CLEAR_LINE + line : line);
    },
  };
}

type Show = (state: ProgressState) => void;

function drawOver(options: ProgressBarOptions): Show {
  const { write, width = 80, now = () => performance.now() } = options;
  let drawnAt = -Infinity;
  return (state) => {
    if (now() - drawnAt < REDRAW_MS) return;
    drawnAt = now();
    // The last column stays free: some terminals wrap when it is written.
    write(CLEAR_LINE + renderProgress(state, width - 1));
  };
}

function printTenths(
  options: ProgressBarOptions,
): Show {
  const { write, label, done = 0, total, now = () => performance.now() } =
    options;
  let printed = tenths(done / total);
  let printedAt = now();
  return (state) => {
    if (tenths(state.share) <= printed || now() - printedAt < PRINT_MS) return;
    printed = tenths(state.share);
    printedAt = now();
    write(`${label}: ${progressFacts(state).join(", ")}\n`);
  };
}

/** Whole tenths; the small addend makes 0.7 / 0.1 seven of them. */
function tenths(share: number): number {
  return Math.floor(share / PRINTED_SHARE + 1e-9);
}

function stateOf(
  { done, rate, loss }: ProgressUpdate,
  options: ProgressBarOptions & { elapsedMs: number },
): ProgressState {
  const { label, total, done: before = 0, elapsedMs } = options;
  const secondsPerUnit = elapsedMs / 1000 / (done - before);
  return {
    label,
    share: total > 0 ? done / total : 1,
    rate,
    loss,
    secondsLeft: done > before ? secondsPerUnit * (total - done) : undefined,
  };
}
