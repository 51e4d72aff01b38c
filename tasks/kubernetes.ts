/** `deno task kubernetes`: prints the manifest of the model server. */
import { stringify } from "yaml";
import { InputError } from "../src/errors.ts";
import { helpText } from "./help.ts";
import { serverManifests } from "./kubernetes/server_manifests.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import type { Flag } from "./stage.ts";
import { wholeFlag } from "./whole_flag.ts";

const SUMMARY = "Print the Kubernetes manifest of the model server: " +
  "deno task -q kubernetes … | kubectl apply -f -";

const FLAGS: Readonly<Record<string, Flag>> = {
  image: {
    type: "string",
    value: "NAME",
    help: "an image of serve.Dockerfile",
  },
  models: {
    type: "string",
    value: "ADDRESS",
    help:
      "what it serves: s3://…, models:/NAME@ALIAS, a folder (what it follows, or /models)",
  },
  follow: {
    type: "string",
    value: "ADDRESS",
    help: "models:/NAME@ALIAS: swap when it moves",
  },
  secret: {
    type: "string",
    value: "NAME",
    help: "a Secret with the environment: AWS_…, MLFLOW_…",
  },
  name: { type: "string", value: "NAME", help: "of what is made (nextcart)" },
  replicas: { type: "string", value: "N", help: "servers at least (2)" },
  "max-replicas": { type: "string", value: "N", help: "at most (10)" },
  "queue-ms": {
    type: "string",
    value: "N",
    help: "mean wait for the network above which servers are added (5)",
  },
  help: { type: "boolean", help: "show this text" },
};

function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, { flags: FLAGS });
  if (values.help === true) {
    const stage = { summary: SUMMARY, flags: FLAGS };
    console.log(helpText("kubernetes", stage, {}));
    return Promise.resolve(0);
  }
  const flags = values as Record<string, string | undefined>;
  if (flags.image === undefined) throw new InputError("--image is wanted");
  const minReplicas = wholeFlag(flags, "replicas", 2);
  const most = Math.max(10, minReplicas);
  const maxReplicas = wholeFlag(flags, "max-replicas", most);
  if (maxReplicas < minReplicas) {
    throw new InputError(
      `--max-replicas ${maxReplicas}: at least --replicas, ${minReplicas}, is wanted`,
    );
  }
  const manifests = serverManifests({
    name: flags.name ?? "nextcart",
    image: flags.image,
    models: flags.models,
    follow: flags.follow,
    secret: flags.secret,
    minReplicas,
    maxReplicas,
    queueMs: wholeFlag(flags, "queue-ms", 5),
  });
  console.log(manifests.map((it) => stringify(it)).join("---\n").trimEnd());
  return Promise.resolve(0);
}

if (import.meta.main) await runMain(main);
