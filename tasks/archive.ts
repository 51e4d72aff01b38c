/** Packs a run's model, or checks an archive: `deno task archive`. */
import { loadArchive } from "../src/archive/load_archive.ts";
import { InputError } from "../src/errors.ts";
import { OnnxScorer } from "../src/serve/onnx_scorer.ts";
import { findRun } from "../src/track/find_run.ts";
import { writeWhole } from "../src/write_whole.ts";
import { packRun } from "./archive/pack_run.ts";
import type { Stage, StageInput } from "./stage.ts";

export const stage: Stage = {
  summary: "Pack a run's model as one file that can be served, or check one. " +
    "A RUN is an id, how it begins, its last four signs, or latest (the default).",
  words: "[RUN] | verify FILE",
  flags: {
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    name: {
      type: "string",
      value: "NAME",
      help: "of the model, in a server's paths (model)",
    },
    version: {
      type: "string",
      value: "VERSION",
      help: "of the model (the run's id)",
    },
    out: {
      type: "string",
      value: "FILE",
      help: "where to write it (NAME.mar among the run's artifacts)",
    },
  },

  async main(input) {
    const [first, ...others] = input.words;
    if (first === "verify") return await verify(others, input);
    if (others.length > 0) {
      throw new InputError(`One run is wanted, found ${input.words.length}`);
    }
    const runs = String(input.flags.runs ?? "runs");
    const { folder } = await findRun(runs, first ?? "latest");
    const text = (flag: string) => input.flags[flag] as string | undefined;
    const { name, version, bytes } = await packRun(folder, {
      name: text("name"),
      version: text("version"),
    });
    const path = text("out") ?? `${folder}/artifacts/${name}.mar`;
    await writeWhole(path, bytes);
    input.print(
      `${path}: model ${name}, version ${version}, ${megabytes(bytes.length)}`,
    );
    return { path, name, version, bytes: bytes.length };
  },
};

async function verify(
  words: readonly string[],
  { print }: Pick<StageInput, "print">,
): Promise<Record<string, unknown>> {
  const [path] = words;
  if (path === undefined || words.length > 1) {
    throw new InputError(`One archive is wanted, found ${words.length}`);
  }
  const archive = await loadArchive(path);
  // Opening lets the network score a session: what is whole may still be wrong.
  await (await OnnxScorer.open(archive)).close();
  const { name, version, features, byteLength } = archive;
  const products = features.item.values.length;
  print(
    `${path} is whole: model ${name}, version ${version}, ${
      products.toLocaleString("en-US")
    } products, ${megabytes(byteLength)}`,
  );
  return { path, name, version, products, bytes: byteLength };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
