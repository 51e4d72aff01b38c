import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { csvParse } from "../events/csv_parse.ts";

/**
 * The names in the first row of a CSV file. A name that was there before gets
 * its number: of two columns of one name the first counts.
 */
export async function csvHeader(
  path: string,
  { separator, gzip }: { separator: string; gzip: boolean },
): Promise<string[]> {
  const line = await firstLine(path, gzip);
  const [names = []] = await csvParse(line.replace(/^\uFEFF/, ""), separator);
  return names.map((name, at) =>
    names.indexOf(name) < at ? `${name} (${at + 1})` : name
  );
}

async function firstLine(path: string, gzip: boolean): Promise<string> {
  const file = createReadStream(path);
  const bytes = gzip ? file.pipe(createGunzip()) : file;
  let text = "";
  try {
    for await (const chunk of bytes.setEncoding("utf8")) {
      text += chunk;
      if (text.includes("\n")) break;
    }
  } finally {
    file.destroy();
  }
  return text.split(/\r?\n/)[0]!;
}
