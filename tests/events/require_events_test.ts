import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { requireEvents } from "../../src/events/require_events.ts";

Deno.test("requireEvents() passes events on", () => {
  const events = { frame: pl.DataFrame({ item: ["x"] }), dropped: {} };
  assert.equal(requireEvents(events, "a.csv"), events);
});

Deno.test("requireEvents() says why there are none", () => {
  const frame = pl.DataFrame({ item: ["x"] }).limit(0);
  assert.throws(
    () => requireEvents({ frame, dropped: {} }, "a.csv"),
    new InputError("a.csv holds no events"),
  );
  const dropped = { "missing time": 2, "missing item": 1 };
  assert.throws(
    () => requireEvents({ frame, dropped }, "a.csv"),
    new InputError(
      "a.csv holds no events (2 rows: missing time, 1 rows: missing item)",
    ),
  );
});
