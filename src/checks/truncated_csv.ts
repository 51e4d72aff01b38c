/** A row is taken to be shorter than this. */
const TAIL_BYTES = 65_536;

/**
 * Whether a CSV file ends in the midst of a row: no line feed at its end, and
 * fewer separators in the last line than in the first. Both lines are taken as
 * they are, quotes or not: a file that was cut off is rarely cut off well.
 *
 * @param separator One character.
 */
export async function isTruncatedCsv(
  path: string,
  separator: string,
): Promise<boolean> {
  using file = await Deno.open(path);
  const { size } = await file.stat();
  const head = await readAt(file, 0, Math.min(size, TAIL_BYTES));
  const start = Math.max(0, size - TAIL_BYTES);
  const tail = await readAt(file, start, size - start);
  if (tail.endsWith("\n")) return false;
  const first = head.slice(0, head.indexOf("\n"));
  const last = tail.slice(tail.lastIndexOf("\n") + 1);
  const fields = (line: string) => line.split(separator).length;
  return head.includes("\n") && fields(last) < fields(first);
}

async function readAt(
  file: Deno.FsFile,
  start: number,
  count: number,
): Promise<string> {
  const bytes = new Uint8Array(count);
  await file.seek(start, Deno.SeekMode.Start);
  for (let at = 0; at < count;) {
    const read = await file.read(bytes.subarray(at));
    if (read === null) break;
    at += read;
  }
  return new TextDecoder().decode(bytes);
}
