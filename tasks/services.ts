/**
 * `deno task services up|down|status|env`: MySQL, S3, MLflow and Adminer on
 * this machine, for development and tests.
 */
import { InputError } from "../src/errors.ts";
import { runWords, type WordTask } from "./run_words.ts";
import { readState, runningServices } from "./services/state.ts";
import { exportText, servicesText } from "./services/services_text.ts";
import { down, up } from "./services/up.ts";
import { showSetup } from "./show_setup.ts";

const SUMMARY = `MySQL, S3, MLflow and Adminer on this machine, private to it.

  up      installs what is missing (Debian, Go, PyPI) and starts all
  status  says where they are to be reached
  env     prints the environment that leads there: eval "$(deno task -q services env)"
  down    stops all; their data stay in .services/`;

/** Passwords are printed only where they are asked for. */
const HINT =
  `The environment that leads there: eval "$(deno task -q services env)"`;

const NONE = "No service runs: deno task services up starts them";

const words: WordTask["words"] = {
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
    const text = exportText(await runningServices(await readState()));
    if (text === "") throw new InputError(NONE);
    console.log(text);
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

if (import.meta.main) {
  await runWords({ name: "services", summary: SUMMARY, words });
}
