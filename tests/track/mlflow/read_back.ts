import { servicesFolder } from "../../../tasks/services/services_folder.ts";

/**
 * What MLflow's own Python client reads of an experiment, and of the champion
 * of a registered model.
 *
 * @throws {Error} with the client's output where it fails.
 */
export async function readBack(
  server: { url: string; username?: string; password?: string },
  experiment: string,
  { model }: { model?: string } = {},
  // deno-lint-ignore no-explicit-any
): Promise<any> {
  const { url, username, password } = server;
  const command = new Deno.Command(
    `${servicesFolder}/mlflow-3.17.2/bin/python`,
    {
      args: [
        new URL("read_back.py", import.meta.url).pathname,
        url,
        experiment,
        ...(model === undefined ? [] : [model]),
      ],
      env: {
        ...(username === undefined
          ? {}
          : { MLFLOW_TRACKING_USERNAME: username }),
        ...(password === undefined
          ? {}
          : { MLFLOW_TRACKING_PASSWORD: password }),
        NO_PROXY: "127.0.0.1,localhost",
      },
    },
  );
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
