import { InputError } from "../../src/errors.ts";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { answers, freePort } from "../services/server.ts";
import { buildImage } from "./build_image.ts";
import type { Image } from "./image.ts";
import type { Podman } from "./podman.ts";

const READY_MS = 90_000;
const POLL_MS = 200;

export interface TryResult {
  readonly buildSeconds: number;
  /** From the container's start to its first healthy answer. */
  readonly startSeconds: number;
}

/**
 * Builds an image and runs it until it answers, not as root.
 *
 * @throws {InputError} where one of these fails.
 */
export async function tryImage(
  image: Image,
  podman: Podman,
): Promise<TryResult> {
  const begin = performance.now();
  await buildImage({
    tag: image.tag,
    dockerfile: `${projectFolder}/${image.dockerfile}`,
    context: `${projectFolder}/${image.context}`,
    flags: image.target === undefined ? [] : [`--target=${image.target}`],
  }, podman);
  const built = performance.now();
  await runUntilHealthy(image, podman);
  return {
    buildSeconds: (built - begin) / 1000,
    startSeconds: (performance.now() - built) / 1000,
  };
}

async function runUntilHealthy(image: Image, podman: Podman): Promise<void> {
  const port = await freePort();
  const container = await podman.run(
    ...["run", "--detach", "--runtime=runc", "--network=host"],
    // Podman has systemd look after health, which need not be there.
    "--no-healthcheck",
    ...await image.flags?.() ?? [],
    ...[image.tag, ...image.command(port)],
  );
  const id = container.split("\n").at(-1)!;
  try {
    await untilHealthy(`http://127.0.0.1:${port}${image.health}`, {
      logs: () => podman.run("logs", id),
    });
    await image.ask?.(`http://127.0.0.1:${port}`);
    const user = await podman.run("exec", id, "id", "-u");
    if (user === "0") throw new InputError(`${image.tag} runs as root`);
  } finally {
    await podman.run("rm", "--force", "--time=2", id);
  }
}

async function untilHealthy(
  url: string,
  { logs }: { logs: () => Promise<string> },
): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!await answers(url)) {
    if (Date.now() > deadline) {
      const last = (await logs()).split("\n").slice(-3).join(" | ");
      throw new InputError(`${url} is not answered: ${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
