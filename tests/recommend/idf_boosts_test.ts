import assert from "node:assert/strict";
import { idfBoosts } from "../../src/recommend/idf_boosts.ts";
import { indexSessions } from "../../src/recommend/session_index.ts";
import { makeSequences } from "./make_sequences.ts";

Deno.test("idfBoosts() weighs items up that few sessions hold", () => {
  const train = makeSequences([[2, 2, 3], [2, 4], [2]]);
  const boosts = idfBoosts(indexSessions(train, 3), 2);
  assert.deepEqual([...boosts.subarray(2)], [
    1,
    1 + 2 * Math.log(3),
    1 + 2 * Math.log(3),
  ]);
});
