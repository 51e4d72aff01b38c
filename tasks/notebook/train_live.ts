import { LiveCurves } from "../../src/plots/live_curves.ts";
import { openRun } from "../train/open_run.ts";
import { prepareInput } from "../train/prepare_input.ts";
import { showTraining } from "../train/show_training.ts";
import {
  trainAndEvaluate,
  type TrainedRun,
} from "../train/train_and_evaluate.ts";
import { interruptible } from "./interrupts.ts";
import { liveOutput } from "./live_output.ts";
import type { OpenedPreset } from "./open_preset.ts";

export interface TrainLiveOptions {
  /** A run that was interrupted: its id, or `latest`. */
  readonly resume?: string | undefined;
  /** Takes the curves as HTML, each time that they have grown. @default {an output of the cell} */
  readonly draw?: (html: string) => void;
}

/**
 * Trains as `deno task train` does, with curves that grow below the cell.
 * Interrupting the cell ends training after the step that goes on; the
 * checkpoint is kept.
 *
 * @returns Undefined where it was interrupted.
 */
export async function trainLive(
  shop: OpenedPreset,
  { resume, draw = liveOutput() }: TrainLiveOptions = {},
): Promise<TrainedRun & { readonly folder: string } | undefined> {
  const { params: { train, evaluate }, flags } = shop;
  const opened = await openRun(
    { ...shop, flags: { ...flags, resume } },
    () => prepareInput(shop),
  );
  const curves = new LiveCurves({
    epochs: train.epochs,
    metric: evaluate.metric,
    draw,
  });
  return await interruptible(async (interrupt) => {
    const trained = await trainAndEvaluate(opened, {
      print: shop.print,
      signal: AbortSignal.any([shop.signal, interrupt]),
      shown: follow(showTraining(train.epochs, { write: () => {} }), curves),
    });
    return trained && { ...trained, folder: opened.run.folder };
  });
}

/** The terminal's view still counts how fast training is. */
function follow(
  shown: ReturnType<typeof showTraining>,
  curves: LiveCurves,
): ReturnType<typeof showTraining> {
  return {
    onStep(report) {
      shown.onStep(report);
      curves.onStep(report);
    },
    onEpoch(record, metric) {
      shown.onEpoch(record, metric);
      curves.onEpoch(record);
    },
    onStop: () => shown.onStop(),
    eventsPerSecond: () => shown.eventsPerSecond(),
  };
}
