import { formatNumber } from "../../src/terminal/format_number.ts";
import {
  type ProgressBar,
  progressBar,
} from "../../src/terminal/progress_bar.ts";
import type { StepReport } from "../../src/train/loop.ts";
import type { EpochRecord } from "../../src/train/progress.ts";

export interface ShowTrainingOptions {
  /** Writes a text, line feeds included. @default to standard error */
  readonly write?: (text: string) => void;
  /** Whether lines can be drawn over. @default whether standard error can */
  readonly isTerminal?: boolean;
}

/** Shows training: a bar per epoch, then a line in its place. */
export function showTraining(
  epochs: number,
  { write = writeError, isTerminal = Deno.stderr.isTerminal() }:
    ShowTrainingOptions = {},
) {
  let bar: ProgressBar | undefined;
  let targets = 0;
  let trainedTargets = 0;
  let trainedSeconds = 0;
  return {
    onStep(report: StepReport): void {
      if (bar === undefined) {
        targets = 0;
        bar = progressBar({
          total: report.steps,
          done: report.step - 1,
          label: `epoch ${report.epoch + 1}/${epochs}`,
          write,
          isTerminal,
        });
      }
      targets += report.targets;
      const rate = targets / report.seconds;
      bar.update({ done: report.step, rate, loss: report.loss });
      if (report.step === report.steps) {
        trainedTargets += targets;
        trainedSeconds += report.seconds;
      }
    },
    onEpoch(record: EpochRecord, metric: string): void {
      const validation = record.validation[metric];
      const parts = [
        `epoch ${record.epoch}/${epochs}`,
        `loss ${record.loss.toFixed(4)}`,
        ...(validation === undefined
          ? []
          : [`validation ${metric} ${validation.toFixed(4)}`]),
        `${formatNumber(this.eventsPerSecond(), { decimals: 0 })} events/s`,
      ];
      bar?.finish(parts.join("   "));
      bar = undefined;
    },
    /** Ends the line of an epoch that was broken off. */
    onStop(): void {
      bar?.finish();
    },
    /** Targets learned from per second of training, validation left out. */
    eventsPerSecond(): number {
      return trainedSeconds === 0 ? 0 : trainedTargets / trainedSeconds;
    },
  };
}

function writeError(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
