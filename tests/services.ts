import { startMlflow } from "../tasks/services/mlflow.ts";
import { startMySql } from "../tasks/services/mysql.ts";
import { startS3 } from "../tasks/services/s3.ts";
import type { Connections } from "../tasks/services/service.ts";
import { readState, runningServices } from "../tasks/services/state.ts";

/** For tests of faults: servers of their own, which they may kill. */
export { startMlflow, startMySql, startS3 };

/**
 * Connection to a service that `deno task services up` started, or undefined,
 * with a line that says so, where it does not run: its tests are then skipped.
 *
 *     const mysql = await service("mysql");
 *     Deno.test({ name: "…", ignore: mysql === undefined, async fn() { … } });
 *
 * @throws {Error} where it does not run, but NEXTCART_SERVICES=required.
 */
export async function service<N extends "mysql" | "s3" | "mlflow">(
  name: N,
): Promise<Connections[N] | undefined> {
  const connection = (await runningServices(await readState()))[name]
    ?.connection;
  if (connection !== undefined) return connection;
  const reason = `${name} does not run: \`deno task services up\` starts it`;
  if (Deno.env.get("NEXTCART_SERVICES") === "required") {
    throw new Error(reason);
  }
  console.warn(`Tests are skipped, as ${reason}`);
  return undefined;
}
