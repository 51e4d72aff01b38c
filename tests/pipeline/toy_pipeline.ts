import { pathToFileURL } from "node:url";
import { folderStore } from "../../src/objects/folder_store.ts";
import { planPipeline } from "../../src/pipeline/plan_pipeline.ts";
import { runPipeline } from "../../src/pipeline/run_pipeline.ts";
import type { Pipeline, PipelineStage } from "../../src/pipeline/stage.ts";
import { StageCache } from "../../src/pipeline/stage_cache.ts";
import { reasonText } from "../../src/pipeline/reasons.ts";

/** A pipeline of three stages on texts, in folders of its own. */
export interface Toy {
  readonly folder: string;
  readonly params: Record<string, unknown>;
  readonly stages: PipelineStage[];
  /** Names of the stages that ran, in order. */
  readonly ran: string[];
  /** What was told of the cache. */
  readonly notes: string[];
  readonly cache: StageCache;
  readonly pipeline: Pipeline;
  /** Runs it, and says what became of each stage and why: `join: ran, sign ! → ?`. */
  run(options?: Partial<Parameters<typeof runPipeline>[1]>): Promise<string[]>;
  plan(options?: Parameters<typeof planPipeline>[1]): Promise<string[]>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

/**
 * `upper` writes words.txt in capitals to words/upper.txt and counts them,
 * `join` joins them by the parameter join.sign, `shout` adds shout.times marks.
 */
export async function withToy(test: (toy: Toy) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "nextcart-pipeline-" });
  try {
    await test(await makeToy(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const FILES = {
  "deno.json": "{}",
  "code/upper.ts": 'import { letters } from "./letters.ts";\nletters;\n',
  "code/letters.ts": "export const letters = 26;\n",
  "code/join.ts": "export const join = 1;\n",
  "code/shout.ts": "export const shout = 1;\n",
  "words.txt": "one two",
};

/** Lays the toy out in a folder. */
export async function makeToy(folder: string): Promise<Toy> {
  const ran: string[] = [];
  const notes: string[] = [];
  const write = async (path: string, text: string) => {
    const whole = `${folder}/${path}`;
    await Deno.mkdir(whole.slice(0, whole.lastIndexOf("/")), {
      recursive: true,
    });
    await Deno.writeTextFile(whole, text);
  };
  for (const [path, text] of Object.entries(FILES)) await write(path, text);
  const read = (path: string) => Deno.readTextFile(`${folder}/${path}`);
  const params = { join: { sign: "!" }, shout: { times: 2 } };
  const stages = toyStages({ ran, words: `${folder}/words.txt` });
  const pipeline: Pipeline = {
    folder: `${folder}/out`,
    project: pathToFileURL(`${folder}/`),
    params,
    stages,
    environment: { deno: "1" },
  };
  const cache = new StageCache(folderStore(`${folder}/cache`));
  const onNote = (note: string) => notes.push(note);
  return {
    ...{ folder, params, stages, ran, notes, cache, pipeline, read, write },
    async run(options = {}) {
      const reports = await runPipeline(pipeline, {
        cache,
        onNote,
        print: () => {},
        signal: new AbortController().signal,
        ...options,
      });
      return reports.map(tell);
    },
    plan: async (options = {}) =>
      (await planPipeline(pipeline, { cache, onNote, ...options })).map(tell),
  };
}

function tell(
  { name, state, reasons }: {
    name: string;
    state: string;
    reasons: readonly Parameters<typeof reasonText>[0][];
  },
): string {
  return [`${name}: ${state}`, ...reasons.map(reasonText)].join(", ");
}

function toyStages(
  { ran, words }: { ran: string[]; words: string },
): PipelineStage[] {
  const write = Deno.writeTextFile;
  return [
    {
      name: "shout",
      code: "code/shout.ts",
      params: ["shout.times"],
      inputs: ["joined.txt"],
      outputs: ["shout.txt"],
      async run({ params, input, output }) {
        ran.push("shout");
        const { times } = params.shout as { times: number };
        const text = await Deno.readTextFile(input("joined.txt"));
        await write(output("shout.txt"), text + "!".repeat(times));
        return {};
      },
    },
    {
      name: "upper",
      code: "code/upper.ts",
      params: [],
      sources: { words },
      inputs: [],
      outputs: ["words"],
      async run({ output }) {
        ran.push("upper");
        const text = (await Deno.readTextFile(words)).toUpperCase();
        await Deno.mkdir(output("words"));
        await write(`${output("words")}/upper.txt`, text);
        return { metrics: { words: text.split(" ").length } };
      },
    },
    {
      name: "join",
      code: "code/join.ts",
      params: ["join"],
      inputs: ["words/upper.txt"],
      outputs: ["joined.txt"],
      async run({ params, input, output }) {
        ran.push("join");
        const { sign } = params.join as { sign: string };
        const text = await Deno.readTextFile(input("words/upper.txt"));
        await write(output("joined.txt"), text.replaceAll(" ", sign));
        return {};
      },
    },
  ];
}
