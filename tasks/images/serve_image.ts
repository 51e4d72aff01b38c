import { InputError } from "../../src/errors.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { newestArchive } from "../serve/newest_archive.ts";
import { servicesFolder } from "../services/services_folder.ts";

/**
 * Path of the archive that the image is tried with: that of the last training,
 * or of one of the demo shop, made now.
 */
export async function archiveToServe(): Promise<string> {
  const found = await newestArchive(`${projectFolder}/runs`)
    .catch(() => newestArchive(DEMO_RUNS))
    .catch(trainDemo);
  return await Deno.realPath(found);
}

const DEMO_RUNS = `${servicesFolder}/demo/runs`;

async function trainDemo(): Promise<string> {
  const result = await runCommand(Deno.execPath(), [
    ...["task", "--quiet", "train", "--preset=demo", "--set=train.epochs=1"],
    ...["--set=events.demo.sessions=2000", `--runs=${DEMO_RUNS}`],
    `--data=${servicesFolder}/demo/data`,
  ], { cwd: projectFolder, env: { MLFLOW_TRACKING_URI: "" } });
  if (!result?.success) {
    throw new InputError(`The demo shop cannot be trained: ${result?.output}`);
  }
  return await newestArchive(DEMO_RUNS);
}

/**
 * Asks a server for the bestsellers, then for what goes with the first of them.
 *
 * @throws {InputError} where it does not recommend five products.
 */
export async function askForProducts(url: string): Promise<void> {
  const [{ name }] = (await (await fetch(`${url}/v2/models`)).json()).models;
  const [bestsellers] = await predict(url, { name, data: [] });
  const [product_id] = bestsellers.product_ids;
  const [answer] = await predict(url, { name, data: [{ product_id }] });
  if (answer.popular === true || answer.product_ids.length !== 5) {
    throw new InputError(`${url} recommends ${JSON.stringify(answer)}`);
  }
}

async function predict(
  url: string,
  { name, data }: { name: string; data: readonly object[] },
) {
  const response = await fetch(`${url}/predictions/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data }),
  });
  if (response.ok) return await response.json();
  throw new InputError(`${url} answers ${response.status}`);
}
