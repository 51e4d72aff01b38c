/** Downloads a dataset version: `deno task fetch ADDRESS`. */
import { InputError } from "../src/errors.ts";
import { formatNumber } from "../src/terminal/format_number.ts";
import { fetchDataset } from "./fetch/fetch_dataset.ts";
import { megabytes } from "./fetch/show_transfer.ts";
import type { Stage } from "./stage.ts";

export const stage: Stage = {
  summary: "Download a dataset version and check it; what is there already, " +
    "whole and unaltered, is not fetched again",
  words: "s3://BUCKET/datasets/NAME[/VERSION]",
  flags: {
    out: {
      type: "string",
      value: "DIR",
      help: "a folder that gets a copy (one in the cache)",
    },
  },

  async main({ words, flags, signal, print }) {
    if (words.length !== 1) {
      throw new InputError(`One address is wanted, found ${words.length}`);
    }
    const out = (flags.out as string | undefined)?.replace(/(?<=.)\/+$/, "");
    const { address, manifest, folder, downloaded } = await fetchDataset(
      words[0]!,
      { out, signal },
    );
    const { rows, parts, digest, created } = manifest;
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    print(
      `${address}, published ${created}: ${formatNumber(rows)} rows in ` +
        `${parts.length} parts, ${megabytes(bytes)}, of which ` +
        `${megabytes(downloaded)} were downloaded; digest ${digest}`,
    );
    print(folder);
    return { address, folder, downloaded, manifest };
  },
};
