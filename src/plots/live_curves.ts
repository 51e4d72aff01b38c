import { lineChart } from "./line_chart.ts";

/** A step of training, as its loop tells of it. */
export interface CurveStep {
  /** From 0. */
  readonly epoch: number;
  /** Steps done in this epoch, and in all of it. */
  readonly step: number;
  /** Steps in this epoch. */
  readonly steps: number;
  /** Loss of the last step that was read. */
  readonly lastLoss: number;
}

/** An epoch that is done. */
export interface CurveEpoch {
  /** From 1. */
  readonly epoch: number;
  /** Mean loss of the epoch. */
  readonly loss: number;
  /** Metrics of the validation split. */
  readonly validation: Readonly<Record<string, number>>;
}

/** Options of {@link LiveCurves}. */
export interface LiveCurvesOptions {
  /** Epochs that are wanted. */
  readonly epochs: number;
  /** The metric of the validation split. */
  readonly metric: string;
  /** Takes the curves as HTML, each time that they have grown. */
  readonly draw: (html: string) => void;
  /** Time between two drawings within an epoch, in ms. @default {500} */
  readonly everyMs?: number;
}

type Point = { readonly x: number; readonly y: number };

const WIDTH = 430;

/** Share of what came before in the loss that is drawn: a mean of some 50 steps. */
const SMOOTHING = 0.98;

/** Draws loss and validation metric while training goes on, from its events. */
export class LiveCurves {
  readonly #options: LiveCurvesOptions;
  readonly #losses: Point[] = [];
  readonly #validation: Point[] = [];
  #loss = NaN;
  #drawnAtMs = -Infinity;

  /** Begins without any point. */
  constructor(options: LiveCurvesOptions) {
    this.#options = options;
  }

  /** Adds what a step tells, no more often than wanted. */
  onStep({ epoch, step, steps, lastLoss }: CurveStep): void {
    this.#loss = Number.isNaN(this.#loss)
      ? lastLoss
      : SMOOTHING * this.#loss + (1 - SMOOTHING) * lastLoss;
    const { everyMs = 500 } = this.#options;
    const now = performance.now();
    if (now - this.#drawnAtMs < everyMs) return;
    this.#drawnAtMs = now;
    this.#losses.push({ x: epoch + step / steps, y: this.#loss });
    this.#options.draw(this.html());
  }

  /** Adds what an epoch tells. */
  onEpoch({ epoch, loss, validation }: CurveEpoch): void {
    if (Number.isNaN(this.#loss)) this.#loss = loss;
    this.#losses.push({ x: epoch, y: this.#loss });
    const value = validation[this.#options.metric];
    if (value !== undefined) this.#validation.push({ x: epoch, y: value });
    this.#options.draw(this.html());
  }

  /** The curves as they are now. */
  html(): string {
    const { epochs, metric } = this.#options;
    const panel = (title: string, y: string, points: readonly Point[]) =>
      lineChart([{ label: y, points }], {
        title,
        subtitle: points.length === 0 ? "" : points.at(-1)!.y.toFixed(4),
        x: "epoch",
        y,
        width: WIDTH,
        range: [0, epochs],
      });
    return `<div style="display:flex;flex-wrap:wrap;gap:8px">${
      panel("Training", "loss, mean of the last steps", this.#losses)
    }${panel("Validation", metric, this.#validation)}</div>`;
  }
}
