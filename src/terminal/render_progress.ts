import { formatNumber } from "./format_number.ts";

/** How far a task has come. */
export interface ProgressState {
  /** What is going on: `epoch 1/5`. */
  readonly label: string;
  /** Share that is done, 0 to 1. */
  readonly share: number;
  /** Events per second. */
  readonly rate?: number | undefined;
  /** Mean loss so far. */
  readonly loss?: number | undefined;
  /** Estimate of the time that is left. */
  readonly secondsLeft?: number | undefined;
}

const BAR_WIDTH = 24;

/**
 * One line of at most `width` columns:
 *
 *     epoch 1/5 ━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌  42 %  21,003 events/s  loss 5.8123  0:41 left
 *
 * Where it is too long, it loses its last parts first, then the bar.
 */
export function renderProgress(state: ProgressState, width: number): string {
  const [share, ...facts] = progressFacts(state);
  const head = [state.label, bar(state.share), share!.padStart(5)].join(" ");
  for (let kept = facts.length; kept >= 0; kept--) {
    const line = [head, ...facts.slice(0, kept)].join("  ");
    if (line.length <= width) return line;
  }
  return `${state.label} ${share}`.slice(0, Math.max(0, width));
}

/** The parts of a progress line as texts: share, rate, loss, time left. */
export function progressFacts(state: ProgressState): string[] {
  const { rate, loss, secondsLeft } = state;
  const facts = [`${Math.floor(clamp(state.share) * 100)} %`];
  if (rate !== undefined && Number.isFinite(rate)) {
    facts.push(`${formatNumber(Math.round(rate))} events/s`);
  }
  if (loss !== undefined) facts.push(`loss ${loss.toFixed(4)}`);
  if (secondsLeft !== undefined && Number.isFinite(secondsLeft)) {
    facts.push(`${duration(secondsLeft)} left`);
  }
  return facts;
}

function bar(share: number): string {
  const full = Math.round(clamp(share) * BAR_WIDTH);
  return "━".repeat(full) + "╌".repeat(BAR_WIDTH - full);
}

/** `0:41`, `12:05`, `1:02:09`. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, "0");
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes).padStart(2, "0")}:${rest}`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
