import assert from "node:assert/strict";
import { compareSamples } from "../../src/drift/compare_samples.ts";
import { askedSample, servedSample } from "../../src/drift/served_sample.ts";
import type { FeatureSet } from "../../src/features/feature_set.ts";
import type { PlainEvent } from "../../src/features/encode_session.ts";
import { encodeSession } from "../../src/features/encode_session.ts";
import { featuresDigest } from "../../src/features/served_session.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import { codeEvents } from "../../src/prepare/code_events.ts";
import { clean } from "../../src/prepare/clean.ts";
import { makeSplits } from "../../src/prepare/make_splits.ts";
import { seededPrng } from "../../src/random.ts";
import { plainSessions } from "../../src/drift/plain_sessions.ts";
import { RequestLog } from "../../src/serve/request_log.ts";
import { tinyArchive } from "../serve/tiny_archive.ts";
import { featureSet, sequences } from "../prepare/sequences.ts";
import { demoEvents, demoParams, demoSample, halve } from "./demo_samples.ts";

const LINE = {
  hour: "2024-01-02T03:00:00.000Z",
  model: "shop",
  version: "1",
  features: featuresDigest(featureSet()),
  visit: "a",
  user: "anonymous",
  items: [2, 1],
  carts: [0, 1],
  categories: { brand: [2, 1] },
  numbers: { price: [0, 5] },
};
const log = (...lines: object[]) =>
  lines.map((it) => JSON.stringify({ ...LINE, ...it }) + "\n").join("");
const OPTIONS = { name: "log.jsonl", features: featureSet() };

Deno.test("servedSample() takes the last event of each request, visits together", () => {
  const sample = servedSample(
    log({}, { visit: "b", user: "known" }, { items: [3] }) + '{"half',
    OPTIONS,
  );
  assert.deepEqual([...sample.offsets], [0, 2, 3]);
  assert.deepEqual([...sample.items.codes], [-1, 1, -1]);
  assert.deepEqual([...sample.lengths!], [2, 1, 2]);
  assert.deepEqual([...sample.carts], [1, 1, 1]);
  assert.deepEqual([...sample.categories.brand!.codes], [-1, -1, -1]);
  // 5 · 0.1 + 4.5
  assert.deepEqual([...sample.numbers.price!], [5, 5, 5]);
  assert.deepEqual([...sample.users!.codes], [-1, 0]);
});

Deno.test("servedSample() wants requests to a model of the dataset", () => {
  assert.throws(() => servedSample(log({ features: "other" }), OPTIONS), {
    name: "InputError",
    message:
      "log.jsonl holds no request to a model of this dataset, but 1 to others",
  });
  assert.throws(() => servedSample("", OPTIONS), {
    name: "InputError",
    message: "log.jsonl holds no request yet",
  });
  assert.throws(() => servedSample(log({}, { items: "a" }), OPTIONS), {
    name: "InputError",
    message: "log.jsonl, line 2 is no request as deno task serve logs it",
  });
});

Deno.test("askedSample() counts the events so far", () => {
  const { lengths, items } = askedSample(sequences(), OPTIONS);
  assert.deepEqual([...lengths!], [1, 2, 1, 2, 3]);
  assert.equal(items.codes.length, 5);
});

/** Half a demo shop as a dataset, the other half as sessions of customers. */
async function shop(): Promise<{
  train: Sequences;
  features: FeatureSet;
  sessions: PlainEvent[][];
}> {
  const { prepare } = demoParams(1);
  const [own, other] = halve(await demoEvents(1, 4000), 1);
  const coded = await clean(
    await codeEvents(own!, { keys: ["variant"] }),
    prepare,
  );
  const { train, features } = await makeSplits(coded, prepare, {
    given: undefined,
    catalogue: undefined,
    onPart: () => {},
  });
  const sample = await demoSample(other!, "customers");
  const sessions = plainSessions(sample, {
    count: 700,
    prng: seededPrng(1),
  });
  return { train, features, sessions };
}

/** What a server logs that is asked after each event of the sessions. */
function serve(features: FeatureSet, sessions: readonly PlainEvent[][]) {
  let text = "";
  const requests = new RequestLog({
    rate: 0.5,
    key: "k",
    random: seededPrng(3),
    now: () => Date.UTC(2024, 1, 1),
    write: (lines) => text += lines,
  });
  const archive = { ...tinyArchive(), features };
  for (const session of sessions) {
    for (let end = 1; end <= session.length; end++) {
      const events = session.slice(0, end);
      requests.add(archive, {
        events,
        encoded: encodeSession(features, events),
      });
    }
  }
  requests.flush();
  return text;
}

Deno.test("compareSamples() finds no skew in a server that is asked as training expects, and finds what a client forgets", async () => {
  const { train, features, sessions } = await shop();
  const names = (changed: PlainEvent[][]) => {
    const report = compareSamples(
      askedSample(train, { name: "train", features }),
      servedSample(serve(features, changed), { name: "log", features }),
      { params: demoParams(1).drift },
    );
    return report.comparisons.filter((it) => it.drifted).map((it) => it.name);
  };
  assert.deepEqual(names(sessions), []);
  const withoutBrand = sessions.map((events) =>
    events.map((it) => ({
      ...it,
      categories: { ...it.categories, brand: null },
    }))
  );
  assert.deepEqual(names(withoutBrand), ["brand"]);
  const withoutPrice = sessions.map((events) =>
    events.map((it) => ({ ...it, numbers: { ...it.numbers, price: null } }))
  );
  assert.deepEqual(names(withoutPrice), ["price"]);
  const cents = sessions.map((events) =>
    events.map((it) => ({
      ...it,
      numbers: { ...it.numbers, price: 100 * (it.numbers?.price ?? NaN) },
    }))
  );
  assert.deepEqual(names(cents), ["price"]);
  // Only the last event is sent, not the session.
  const short = sessions.flatMap((events) => events.map((it) => [it]));
  assert.deepEqual(names(short), ["session length"]);
});
