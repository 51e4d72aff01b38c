import type { Sequences } from "../../src/features/sequences.ts";
import { FIRST_INDEX, OOV } from "../../src/features/sequences.ts";
import { sharedData } from "../testdata.ts";
import { makeSequences } from "./make_sequences.ts";

export interface PublicSessions {
  readonly train: Sequences;
  /** A session for each test pair, whose last event alone is a target. */
  readonly test: Sequences;
  readonly itemCount: number;
}

/** Whether a public data set of sessions is there. */
export function hasPublicSessions(name: string): boolean {
  return sharedData(`${name}/train_sessions.txt.gz`) !== undefined;
}

/** Reads the training sessions and test pairs of a public data set. */
export async function readPublicSessions(
  name: string,
): Promise<PublicSessions> {
  const trainText = await gunzip(`${name}/train_sessions.txt.gz`);
  const testText = await gunzip(`${name}/test.tsv.gz`);
  const indices = new Map<string, number>();
  const train = lines(trainText).map((line) =>
    line.split(" ").map((id) => {
      const index = indices.get(id) ?? indices.size + FIRST_INDEX;
      indices.set(id, index);
      return index;
    })
  );
  const test = lines(testText).map((line) =>
    line.split(/[ \t]/).map((id) => indices.get(id) ?? OOV)
  );
  return {
    train: makeSequences(train),
    test: makeSequences(test, {
      isTarget: (at, session) => at === session.length - 1,
    }),
    itemCount: indices.size,
  };
}

async function gunzip(name: string): Promise<string> {
  const file = await Deno.open(sharedData(name)!);
  const stream = file.readable.pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
