/**
 * `deno task services up|down|status|env`: MySQL, S3, MLflow and Adminer on
 * this machine, for development and tests.
 */
import { InputError } from "../src/errors.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import { readState, runningServices } from "./services/state.ts";
import { exportText, servicesText } from "./services/services_text.ts";
import { down, up } from "./services/up.ts";
import { showSetup } from "./show_setup.ts";
import type { Flag } from "./stage.ts";

const SUMMARY = `MySQL, S3, MLflow and Adminer on this machine, private to it.

  up      installs what is missing (Debian, Go, PyPI) and starts all
  status  says where they are to be reached
  env     prints the environment that leads there: eval "$(deno task -q services env)"
  down    stops all; their data stay in .services/`;

/** Passwords are printed only where they are asked for. */
const HINT =
  `The environment that leads there: eval "$(deno task -q services env)"`;

const FLAGS: Readonly<Record<string, Flag>> = {
  help: { type: "boolean", help: "show this text" },
};

const WORDS: Readonly<Record<string, () => Promise<number>>> = {
  async up() {
    const { state, missing } = await up(showSetup().progress);
    const running = await runningServices(state);
    console.log(`${servicesText(running, missing)}\n\n${HINT}`);
    return Object.keys(missing).length === 0 ? 0 : 1;
  },
  async status() {
    console.log(servicesText(await runningServices(await readState())));
    return 0;
  },
  async env() {
    console.log(exportText(await runningServices(await readState())));
    return 0;
  },
  async down() {
    const stopped = await down(showSetup().progress);
    console.log(
      stopped.length === 0 ? "None ran" : `Stopped ${stopped.join(", ")}`,
    );
    return 0;
  },
};

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, {
    flags: FLAGS,
    words: true,
  });
  if (values.help === true) {
    const stage = { summary: SUMMARY, words: "WORD", flags: FLAGS };
    console.log(helpText("services", stage, {}));
    return 0;
  }
  const run = Object.hasOwn(WORDS, positionals[0] ?? "")
    ? WORDS[positionals[0]!]
    : undefined;
  if (run === undefined || positionals.length !== 1) {
    const found = positionals.join(" ");
    throw new InputError(
      `services "${found}": one of ${Object.keys(WORDS).join(", ")} is wanted`,
    );
  }
  return await run();
}

if (import.meta.main) await runMain(main);
