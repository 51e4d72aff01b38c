import { runCommand } from "../../src/setup/run_command.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

/** Another installation may hold Debian's lock for a while. */
const OPTIONS = ["-qq", "-o", "DPkg::Lock::Timeout=300"];

/**
 * Installs packages of Debian, without those that they merely recommend.
 *
 * @throws {Unavailable} where this is no Debian, or not for this user.
 */
export async function aptInstall(packages: readonly string[]): Promise<void> {
  const install = [
    ...["install", "--yes", "--no-install-recommends"],
    ...packages,
  ];
  const first = await aptGet(install);
  if (first.success) return;
  // The list of packages may be absent or older than the packages.
  await aptGet(["update"]);
  const { success, output } = await aptGet(install);
  if (success) return;
  const reason = output.split("\n").findLast((line) => line.startsWith("E:"));
  throw new Unavailable(
    `apt-get cannot install ${packages.join(", ")} ` +
      `(${reason?.slice(2).trim() ?? "it failed"})`,
  );
}

async function aptGet(args: readonly string[]) {
  const command = ["apt-get", ...OPTIONS, ...args];
  if (Deno.uid() !== 0) command.unshift("sudo", "-n");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const [program, ...rest] = command;
  const result = await runCommand(program!, rest, { env });
  if (result === undefined) throw new Unavailable(`there is no ${program}`);
  return result;
}
