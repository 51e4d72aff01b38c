import {
  type ProgressBar,
  progressBar,
} from "../../src/terminal/progress_bar.ts";

/** Shows on standard error how many bytes of how many are there. */
export function showTransfer(label: string) {
  const isTerminal = Deno.stderr.isTerminal();
  const write = (text: string) =>
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  let bar: ProgressBar | undefined;
  return {
    onProgress({ done, total }: { done: number; total: number }) {
      const named = `${label} (${megabytes(total)})`;
      bar ??= progressBar({ label: named, total, write, isTerminal });
      bar.update({ done });
    },
    say: (line: string) => write(`${line}\n`),
    finish: () => bar?.finish(),
  };
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
