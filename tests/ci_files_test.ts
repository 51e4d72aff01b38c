import assert from "node:assert/strict";
import { parse } from "yaml";
import { findPython } from "../src/setup/machine.ts";
import { runCommand } from "../src/setup/run_command.ts";
import { stage as pipeline } from "../tasks/pipeline.ts";
import { openCache, pipelineFolder } from "../tasks/pipeline/open_pipeline.ts";
import { ARCHIVE } from "../tasks/pipeline/output_names.ts";
import { parseFlags } from "../tasks/parse_flags.ts";

const PROJECT = new URL("../", import.meta.url);
const GITLAB = ".gitlab-ci.yml";
const GITHUB = ".github/workflows/ci.yml";

interface Job {
  readonly stage: string;
  readonly script: readonly string[];
  readonly needs?: readonly string[];
}

interface Workflow {
  readonly jobs: Readonly<
    Record<string, {
      readonly needs?: string | readonly string[];
      readonly steps: readonly {
        readonly uses?: string;
        readonly run?: string;
        readonly with?: { readonly path?: string };
      }[];
    }>
  >;
}

const read = (path: string) => Deno.readTextFile(new URL(path, PROJECT));
const texts = { [GITLAB]: await read(GITLAB), [GITHUB]: await read(GITHUB) };
const { stages, default: standard, variables: _, ...jobs } = parse(
  texts[GITLAB]!,
) as { stages: string[]; default: { cache: { paths: string[] }[] } } & {
  variables: unknown;
} & Record<string, Job>;
const workflow = parse(texts[GITHUB]!) as Workflow;
const STAGES = ["train", "archive", "test", "build"];

/** Commands of all jobs, a list a file. */
const commands: Record<string, readonly string[]> = {
  [GITLAB]: Object.values(jobs as Record<string, Job>)
    .flatMap(({ script }) => script),
  [GITHUB]: Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
};

Deno.test(".gitlab-ci.yml has the original's stages and a job for each", () => {
  assert.deepEqual(stages, STAGES);
  assert.deepEqual(
    Object.entries(jobs as Record<string, Job>)
      .map(([name, { stage }]) => [name, stage]),
    STAGES.map((stage) => [stage, stage]),
  );
});

Deno.test("the workflow has the same stages as jobs, each after those that it needs", () => {
  assert.deepEqual(Object.keys(workflow.jobs), STAGES);
  const needs = Object.values(workflow.jobs).map((job) => job.needs ?? []);
  assert.deepEqual(needs, [[], "train", [], ["archive", "test"]]);
  assert.deepEqual((jobs as Record<string, Job>).build!.needs, needs[3]);
});

for (const [path, lines] of Object.entries(commands)) {
  Deno.test(`${path} runs tasks that there are, by the Deno that the README names`, async () => {
    const { tasks } = JSON.parse(await read("deno.json"));
    const [, wanted] = (await read("README.md")).match(/deno@([\d.]+) task/)!;
    const named = lines.flatMap((line) => [
      ...line.matchAll(/deno@([\d.]+) task ([\w:]+)/g),
    ]);
    assert.ok(named.length >= 4);
    for (const [, version, task] of named) {
      assert.equal(version, wanted);
      assert.ok(tasks[task!], `there is no task ${task}`);
    }
  });

  Deno.test(`${path} runs the notebooks, before the tests that want what that installs`, () => {
    const at = (task: string) =>
      lines.findIndex((line) => line.endsWith(`task ${task}`));
    assert.ok(at("notebooks:run") >= 0);
    assert.ok(at("notebooks:run") < at("ok"));
  });

  Deno.test(`${path} gives the pipeline flags and stages that there are`, () => {
    const calls = lines.filter((line) => line.includes("task pipeline"));
    assert.equal(calls.length, 2);
    for (const line of calls) {
      const [, words] = line.match(/task pipeline (.*)$/)!;
      const args = words!.replace(/ \$PIPELINE_FLAGS$/, "").split(" ");
      const preset = { type: "string" as const, help: "" };
      const flags = { ...pipeline.flags, preset };
      const { values } = parseFlags(args, { flags });
      assert.equal(values.preset, '"$PRESET"');
      assert.ok([undefined, "report"].includes(values.until as string));
    }
  });

  Deno.test(`${path} takes the archive from where the pipeline puts it, and builds it in`, async () => {
    const folder = pipelineFolder({ preset: "$PRESET", flags: {} });
    assert.ok(lines.includes(`cp "${folder}/${ARCHIVE}" model.mar`));
    const [, file, target] = lines.join("\n").match(
      /docker build --file (\S+) --target (\S+) --build-arg ARCHIVE=model\.mar /,
    )!;
    assert.match(
      await read(file!),
      new RegExp(`^FROM \\S+ AS ${target}\nARG ARCHIVE`, "m"),
    );
  });
}

Deno.test("both cache what setup installs and what the pipeline made, which git ignores", async () => {
  const ignored = (await read(".gitignore")).split("\n")
    .map((line) => line.replaceAll(/^\/|\/$/g, ""));
  const outputs = (await openCache({ flags: {} })).address;
  const gitlab = standard.cache.flatMap(({ paths }) => paths);
  const github = workflow.jobs.train!.steps
    .filter(({ uses }) => uses?.startsWith("actions/cache@"))
    .flatMap((step) => step.with!.path!.trim().split("\n"));
  for (const paths of [gitlab, github]) {
    const plain = paths.map((it) => it.replace(/\/$/, ""));
    for (const path of ["node_modules", ".runtime", outputs, ".cache/npm"]) {
      assert.ok(plain.includes(path), `${path} is not among ${plain}`);
    }
    for (const path of plain) {
      assert.ok(
        ignored.includes(path.split("/")[0]!),
        `${path} would be committed`,
      );
    }
  }
});

/** The schemas of both, which this brings along. */
const CHECKER = "check-jsonschema==0.39.0";
const folder = new URL(".cache/check-jsonschema-0.39.0", PROJECT).pathname;
const python = await findPython();

/** Installs the checker, once; false where it cannot be had. */
async function hasChecker(): Promise<boolean> {
  if (await Deno.stat(folder).catch(() => undefined)) return true;
  if (python === undefined) return false;
  const made = await Deno.makeTempDir({
    dir: PROJECT.pathname,
    prefix: ".cache-",
  });
  const installed = await runCommand(python, [
    ...["-m", "pip", "install", "--quiet", "--target", made, CHECKER],
  ]);
  if (!installed?.success) {
    await Deno.remove(made, { recursive: true });
    return false;
  }
  await Deno.mkdir(new URL(".cache", PROJECT), { recursive: true });
  await Deno.rename(made, folder);
  return true;
}

const canCheck = await hasChecker();
if (!canCheck) {
  console.warn(`Schemas of CI files are not checked: pip has no ${CHECKER}`);
}

for (
  const [path, schema] of [
    [GITLAB, "vendor.gitlab-ci"],
    [GITHUB, "vendor.github-workflows"],
  ]
) {
  Deno.test({
    name: `${path} keeps to its JSON schema`,
    ignore: !canCheck,
    async fn() {
      const file = new URL(path!, PROJECT).pathname;
      const { success, output } = (await runCommand(python!, [
        ...["-m", "check_jsonschema", "--builtin-schema", schema!, file],
      ], { env: { PYTHONPATH: folder } }))!;
      assert.ok(success, output);
    },
  });
}
