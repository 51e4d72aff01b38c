import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { KubernetesLauncher } from "../../src/launch/kubernetes/kubernetes_launcher.ts";
import type { Launcher } from "../../src/launch/launcher.ts";
import { LocalLauncher } from "../../src/launch/local_launcher.ts";
import { RayClient } from "../../src/launch/ray/ray_client.ts";
import { RayLauncher } from "../../src/launch/ray/ray_launcher.ts";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import type { StageInput } from "../stage.ts";

/** Where processes of this machine leave what they print. */
const LOGS = `${projectFolder}/.cache/jobs`;
/** Where `kubectl proxy` listens unless told otherwise. */
const KUBECTL_PROXY = "http://127.0.0.1:8001";

/**
 * Whoever is to run jobs, as the flags say.
 *
 * @throws {InputError} naming the flag that is wrong or missing.
 */
export function openLauncher(
  { flags }: Pick<StageInput, "flags">,
): Launcher {
  switch (flags.on) {
    case "local":
      return new LocalLauncher({ folder: LOGS, cwd: projectFolder });
    case "ray":
      return openRay(flags);
    case "kubernetes":
      return openKubernetes(flags);
    default:
      throw new InputError(
        `--on ${flags.on}: local, ray or kubernetes is wanted`,
      );
  }
}

function openRay(flags: StageInput["flags"]): Launcher {
  const { ray } = readEnvironment();
  const address = flags.address ?? ray.address;
  if (typeof address !== "string" || !/^https?:\/\//.test(address)) {
    throw new InputError(
      "--on ray: --address or RAY_ADDRESS is to name Ray's dashboard, as in http://127.0.0.1:8265",
    );
  }
  const client = new RayClient({
    address: address.replace(/\/+$/, ""),
    token: ray.token,
  });
  return new RayLauncher({ client, folder: projectFolder });
}

function openKubernetes(flags: StageInput["flags"]): Launcher {
  const { image, claim, shared } = flags;
  if (typeof image !== "string") {
    throw new InputError("--on kubernetes: --image is wanted");
  }
  if (typeof claim !== "string" || typeof shared !== "string") {
    throw new InputError(
      "--on kubernetes: --claim and --shared are to name a volume for data and runs",
    );
  }
  return new KubernetesLauncher({
    address: String(flags.address ?? KUBECTL_PROXY),
    namespace: String(flags.namespace ?? "default"),
    image,
    volume: { claim, path: shared },
  });
}
