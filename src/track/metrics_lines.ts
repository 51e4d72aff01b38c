import { InputError } from "../errors.ts";
import { type MetricsLine, metricsLineSchema } from "./run_record.ts";

/**
 * The whole lines of a metrics.jsonl, as they were logged. A file that is not
 * there has none; half a line at the end, which is being written or which a
 * killed process left, is none.
 *
 * @throws {InputError} naming the line that is not one.
 */
export async function readMetricsLines(path: string): Promise<MetricsLine[]> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new InputError(`${path} cannot be read`, { cause: error });
  }
  return text.split("\n").slice(0, -1).map((line, at) => {
    const parsed = parseLine(line);
    if (parsed !== undefined) return parsed;
    throw new InputError(
      `${path}, line ${at + 1}: a step and its metrics are wanted`,
    );
  });
}

function parseLine(line: string): MetricsLine | undefined {
  try {
    return metricsLineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
