/** What lines are written to: a file, or standard output. */
export interface LogFile {
  writeSync(bytes: Uint8Array): number;
  statSync?(): { readonly size: number };
  truncateSync?(bytes: number): void;
}

/**
 * Writes whole lines to a log. Where that fails, as on a full disk, half a line
 * is taken back, it is told once, and the server goes on answering.
 *
 * @param onFailure Told why lines are lost, the first time.
 */
export function logWriter(
  file: LogFile,
  onFailure: (error: unknown) => void,
): (lines: string) => void {
  const encoder = new TextEncoder();
  let hasFailed = false;
  return (lines) => {
    const size = file.statSync?.().size;
    try {
      let rest = encoder.encode(lines);
      while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
    } catch (error) {
      takeBack(file, size);
      if (!hasFailed) onFailure(error);
      hasFailed = true;
    }
  };
}

function takeBack(file: LogFile, size: number | undefined): void {
  try {
    if (size !== undefined) file.truncateSync?.(size);
  } catch {
    // A device, or a pipe: what has been written is gone.
  }
}
