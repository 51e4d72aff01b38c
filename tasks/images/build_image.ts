import { exists } from "../../src/setup/runtime_folder.ts";
import type { Podman } from "./podman.ts";

/** What the machine needs to reach its package registries, if it has them. */
const MOUNTS = ["/etc/ssl/certs", "/etc/pip.conf", "/etc/npmrc"];

export interface BuildImageOptions {
  /** Name and tag that the image gets. */
  readonly tag: string;
  /** Path. */
  readonly dockerfile: string;
  /** Folder. */
  readonly context: string;
  /** Further flags of `podman build`. @default {none} */
  readonly flags?: readonly string[];
}

/**
 * Builds an image where no registry of images need be in reach.
 *
 * @throws {InputError} with the last line of what the build said.
 */
export async function buildImage(
  { tag, dockerfile, context, flags = [] }: BuildImageOptions,
  podman: Podman,
): Promise<void> {
  const there = await Promise.all(MOUNTS.map(exists));
  const mounts = MOUNTS.filter((_, at) => there[at]);
  await podman.run(
    ...["build", "--isolation=chroot", "--network=host", "--pull=never"],
    ...["--format=docker", "--tag", tag, "--file", dockerfile],
    ...mounts.map((path) => `--volume=${path}:${path}:ro`),
    ...flags,
    context,
  );
}
