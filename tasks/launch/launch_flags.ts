import { InputError } from "../../src/errors.ts";
import type { Flag, StageInput } from "../stage.ts";

/** The flags that say where jobs run, and with how much. */
export const LAUNCH_FLAGS: Readonly<Record<string, Flag>> = {
  on: {
    type: "string",
    value: "WHERE",
    help: "run as jobs: local (processes), ray or kubernetes (this process)",
  },
  address: {
    type: "string",
    value: "URL",
    help: "of Ray's dashboard (RAY_ADDRESS) or of kubectl proxy",
  },
  cpus: { type: "string", value: "N", help: "cores of a job (1)" },
  gpus: { type: "string", value: "N", help: "GPUs of a job (0)" },
  image: {
    type: "string",
    value: "NAME",
    help: "kubernetes: an image with Node, the project its working folder",
  },
  claim: {
    type: "string",
    value: "NAME",
    help: "kubernetes: the claim of a volume, mounted at --shared",
  },
  shared: {
    type: "string",
    value: "DIR",
    help: "kubernetes: where that volume lies, here and there",
  },
  namespace: {
    type: "string",
    value: "NAME",
    help: "kubernetes: where jobs run (default)",
  },
};

/** What a job is given. */
export interface Places {
  readonly cpus: number;
  readonly gpus: number;
}

/** @throws {InputError} where a flag is no number. */
export function readPlaces({ flags }: Pick<StageInput, "flags">): Places {
  const cpus = Number(flags.cpus ?? 1);
  const gpus = Number(flags.gpus ?? 0);
  if (!(cpus > 0)) {
    throw new InputError(`--cpus ${flags.cpus}: a number above 0 is wanted`);
  }
  if (!Number.isInteger(gpus) || gpus < 0) {
    throw new InputError(
      `--gpus ${flags.gpus}: a whole number from 0 is wanted`,
    );
  }
  return { cpus, gpus };
}
