import assert from "node:assert/strict";
import { plainSessions } from "../../src/drift/plain_sessions.ts";
import { sampleOfSequences } from "../../src/drift/sample_of_sequences.ts";
import { encodeSession } from "../../src/features/encode_session.ts";
import { seededPrng } from "../../src/random.ts";
import { featureSet, sequences } from "../prepare/sequences.ts";

Deno.test("plainSessions() gives what encoding makes the same sessions of", () => {
  const features = featureSet();
  const sample = sampleOfSequences(sequences(), { name: "train", features });
  const sessions = plainSessions(sample, { count: 5, prng: seededPrng(1) });
  assert.equal(sessions.length, 2);
  const long = sessions.find((it) => it.length === 3)!;
  const encoded = encodeSession(features, long);
  const all = sequences();
  assert.deepEqual(encoded.items, all.items.slice(2));
  assert.deepEqual(encoded.users, all.users.slice(1));
  assert.deepEqual(encoded.categories.brand, all.categories.brand!.slice(2));
  assert.deepEqual(
    Array.from(encoded.numbers.price!, (it) => it.toFixed(3)),
    Array.from(all.numbers.price!.slice(2), (it) => it.toFixed(3)),
  );
});

Deno.test("plainSessions() draws as many sessions as are wanted", () => {
  const sample = sampleOfSequences(sequences(), {
    name: "train",
    features: featureSet(),
  });
  const drawn = plainSessions(sample, { count: 1, prng: seededPrng(1) });
  assert.equal(drawn.length, 1);
});
