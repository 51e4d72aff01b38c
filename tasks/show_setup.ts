import type { SetupOptions } from "../src/setup/setup.ts";
import { type ProgressBar, progressBar } from "../src/terminal/progress_bar.ts";

/** Shows on standard error what setup does; standard output is for results. */
export function showSetup(): Required<
  Pick<SetupOptions, "report" | "progress">
> {
  const isTerminal = Deno.stderr.isTerminal();
  let shown: { label: string; bar?: ProgressBar } | undefined;
  const write = (text: string) =>
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  return {
    report(line) {
      shown?.bar?.finish();
      write(`${line}\n`);
    },
    progress({ label, done = 0, total }) {
      if (shown?.label !== label) {
        shown?.bar?.finish();
        if (total === undefined || !isTerminal) write(`${label}\n`);
        shown = total === undefined
          ? { label }
          : { label, bar: progressBar({ label, total, write, isTerminal }) };
      }
      shown.bar?.update({ done });
    },
  };
}
