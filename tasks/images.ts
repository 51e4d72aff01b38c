/**
 * `deno task images`: builds the project's images with podman, runs them, and
 * asks them for their health; and checks docker-compose.yml.
 */
import {
  projectFolder,
  withTemporaryFolder,
} from "../src/setup/runtime_folder.ts";
import { Unavailable } from "../src/setup/unavailable.ts";
import { helpText } from "./help.ts";
import { checkCompose, installComposeTools } from "./images/check_compose.ts";
import { IMAGES } from "./images/image.ts";
import { openPodman } from "./images/podman.ts";
import { standIn } from "./images/stand_in.ts";
import { tryImage } from "./images/try_image.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import { servicesFolder } from "./services/services_folder.ts";
import { showSetup } from "./show_setup.ts";
import type { Flag } from "./stage.ts";

const SUMMARY =
  "Builds the project's images with podman and runs them; checks docker-compose.yml.";

const FLAGS: Readonly<Record<string, Flag>> = {
  help: { type: "boolean", help: "show this text" },
};

async function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, { flags: FLAGS });
  if (values.help === true) {
    console.log(helpText("images", { summary: SUMMARY, flags: FLAGS }, {}));
    return 0;
  }
  await orSay("Images are not built", buildImages);
  await orSay("docker-compose.yml is not checked", checkExample);
  return 0;
}

/** With every value filled in, as a copy of .env.example would be. */
async function checkExample(): Promise<void> {
  await installComposeTools();
  const example = await Deno.readTextFile(`${projectFolder}/.env.example`);
  await withTemporaryFolder(async (folder) => {
    const filled = example.replaceAll(/=$/gm, "=x");
    await Deno.writeTextFile(`${folder}/env`, filled);
    await checkCompose(`${folder}/env`);
  }, servicesFolder);
  console.log("docker-compose.yml keeps to the Compose Specification");
}

async function buildImages(): Promise<void> {
  const { progress } = showSetup();
  const podman = await openPodman();
  for (const image of IMAGES) {
    await standIn(image, { podman, progress });
    progress({ label: `Building ${image.tag}` });
    const { buildSeconds, startSeconds } = await tryImage(image, podman);
    console.log(
      `${image.tag}: built in ${buildSeconds.toFixed(0)} s, ` +
        `answers ${image.health} after ${startSeconds.toFixed(0)} s`,
    );
  }
}

/** What this machine cannot do is said, and is no failure. */
async function orSay(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`${what}: ${error.message}`);
  }
}

if (import.meta.main) await runMain(main);
