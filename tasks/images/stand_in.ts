import { InputError } from "../../src/errors.ts";
import {
  projectFolder,
  withTemporaryFolder,
} from "../../src/setup/runtime_folder.ts";
import { servicesFolder } from "../services/services_folder.ts";
import { buildImage } from "./build_image.ts";
import { bareDebian, type ImageTools } from "./debian.ts";
import type { Image } from "./image.ts";
import type { Podman } from "./podman.ts";

/**
 * Sees to it that podman has the image that a Dockerfile starts from: a bare
 * Debian with a few packages under its name, as no registry need be in reach.
 */
export async function standIn(
  { dockerfile, standIn: { packages, files = {} } }: Image,
  tools: ImageTools,
): Promise<void> {
  const { podman, progress } = tools;
  const name = fullName(
    baseOf(await Deno.readTextFile(`${projectFolder}/${dockerfile}`)),
  );
  if (await hasImage(name, podman)) return;
  const debian = await bareDebian(tools);
  progress({ label: `Making a Debian stand in for ${name}` });
  await withTemporaryFolder(async (folder) => {
    const dockerfile = `${folder}/Dockerfile`;
    for (const [at, file] of Object.values(files).entries()) {
      await Deno.copyFile(file, `${folder}/file-${at}`);
    }
    await Deno.writeTextFile(
      dockerfile,
      standInText(debian, { packages, paths: Object.keys(files) }),
    );
    await buildImage({ tag: name, dockerfile, context: folder }, podman);
  }, servicesFolder);
}

/** A Dockerfile that adds packages, and the context's `file-0` … as programs. */
export function standInText(
  base: string,
  { packages, paths }: {
    readonly packages: readonly string[];
    readonly paths: readonly string[];
  },
): string {
  const install = "apt-get -qq -o Acquire::Retries=3 update && " +
    "apt-get -qq -o Acquire::Retries=3 install --yes --no-install-recommends";
  return [
    `FROM ${base}`,
    ...(packages.length === 0 ? [] : [
      `RUN export DEBIAN_FRONTEND=noninteractive && ${install} ` +
      `${packages.join(" ")} && rm -rf /var/lib/apt/lists/*`,
    ]),
    ...paths.map((path, at) => `COPY --chmod=755 file-${at} ${path}`),
    "",
  ].join("\n");
}

/** The image in a Dockerfile's first FROM. */
export function baseOf(dockerfile: string): string {
  const name = /^FROM\s+(?:--\S+\s+)*(\S+)/m.exec(dockerfile)?.[1];
  if (name === undefined) throw new InputError("The Dockerfile has no FROM");
  return name;
}

async function hasImage(name: string, podman: Podman): Promise<boolean> {
  const format = "--format={{.Repository}}:{{.Tag}}";
  const images = await podman.run("images", format);
  return images.split("\n").includes(name);
}

/** Docker's library is meant where no registry is named. */
function fullName(name: string): string {
  if (/^[^/]*[.:][^/]*\//.test(name)) return name;
  return `docker.io/${name.includes("/") ? "" : "library/"}${name}`;
}
