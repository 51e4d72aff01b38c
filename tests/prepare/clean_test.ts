import assert from "node:assert/strict";
import fc from "fast-check";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { clean } from "../../src/prepare/clean.ts";
import type { CodedEvents } from "../../src/prepare/code_events.ts";
import { sessionOffsets } from "../../src/prepare/session_offsets.ts";
import type { StepReport } from "../../src/prepare/step_report.ts";
import { coded, column, type Rows } from "./frames.ts";
import { prepareParams } from "./params.ts";

function events(rows: Rows): CodedEvents {
  const frame = coded(rows);
  const has = (name: string) => frame.columns.includes(name);
  const text = (name: string) =>
    pl.Series(name, Array.from({ length: 50 }, (_, code) => `${name} ${code}`));
  return {
    frame,
    values: {
      item: text("item"),
      ...(has("brand")
        ? { brand: pl.Series("brand", ["acme", "Unknown", "best"]) }
        : {}),
    },
    categories: has("brand") ? ["brand"] : [],
    keys: [],
    numbers: has("price") ? ["price"] : [],
  };
}

const original = prepareParams({
  cutAtCart: true,
  require: ["price"],
  uniqueInSession: ["item"],
  minSessionEvents: 3,
  maxSessionEvents: 30,
  endAtCart: true,
  keepLast: 3,
  maxSessionMinutes: 30,
});

Deno.test("clean() runs the original's steps in order and reports each", async () => {
  const reports: StepReport[] = [];
  const { frame } = await clean(
    events({
      // Session 0 is cut after its cart event; its second piece, and session 1,
      // lack a cart event at the end.
      session: [0, 0, 0, 0, 0, 0, 0, 1, 1, 1],
      item: [1, 2, 2, 3, 4, 1, 5, 6, 7, 8],
      cart: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
      price: [1, 1, 1, NaN, 1, NaN, 1, 1, 1, 1],
      brand: [0, 0, 0, 0, -1, 0, 0, 0, 0, 0],
    }),
    original,
    { onStep: (report) => reports.push(report) },
  );
  assert.deepEqual(
    reports.map((it) => [it.step, it.dropped, it.sessionsAfter]),
    [
      ["cutSessions", 0, 2],
      ["cutAtCart", 0, 3],
      ["require", 1, 3],
      ["uniqueInSession.item", 1, 3],
      ["sessionEvents", 1, 2],
      ["endAtCart", 3, 1],
      ["keepLast", 1, 1],
      ["maxSessionMinutes", 0, 1],
    ],
  );
  assert.deepEqual(column(frame, "item"), [2, 4, 1]);
  assert.deepEqual(column(frame, "brand"), [0, 1, 0], "unknown is filled");
});

Deno.test("clean() leaves out the steps that are switched off", async () => {
  const steps: string[] = [];
  await clean(events({ session: [0, 0] }), prepareParams(), {
    onStep: ({ step }) => steps.push(step),
  });
  assert.deepEqual(steps, ["cutSessions", "sessionEvents"]);
});

Deno.test("clean() drops key columns at its end", async () => {
  const keyed = { ...events({ session: [0, 0], brand: [0, 0] }) };
  const { frame, values } = await clean(
    { ...keyed, categories: [], keys: ["brand"] },
    prepareParams({ uniqueInSession: ["item", "brand"], minSessionEvents: 1 }),
  );
  assert.deepEqual(frame.columns, ["session", "item", "time", "cart"]);
  assert.deepEqual(Object.keys(values), ["item"]);
  assert.equal(frame.height, 1);
});

Deno.test("clean() names the step that dropped the most where no session is left", async () => {
  await assert.rejects(
    clean(events({ session: [0, 1, 2] }), prepareParams()),
    {
      name: InputError.name,
      message:
        "No session is left after cleaning: step sessionEvents dropped the most, 3 of 3 events " +
        "(the session has fewer than 2 or more than 200 events)",
    },
  );
});

Deno.test("clean() names a parameter that names no column", async () => {
  const frame = events({ session: [0, 0], price: [1, 2] });
  await assert.rejects(
    clean(frame, prepareParams({ require: ["prize"] })),
    /^InputError: Parameter prepare\.require: "prize" is no such column of the events, one of price is wanted$/,
  );
  await assert.rejects(
    clean(frame, prepareParams({ uniqueInSession: ["brand"] })),
    /^InputError: Parameter prepare\.uniqueInSession: "brand" .* one of item is wanted$/,
  );
});

Deno.test("clean() only ever drops rows, and keeps sessions within their bounds", async () => {
  const row = fc.record({
    session: fc.nat({ max: 6 }),
    item: fc.nat({ max: 9 }),
    minute: fc.nat({ max: 80 }),
    cart: fc.nat({ max: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 80 }),
      async (all) => {
        const input = events({
          session: all.map((it) => it.session),
          item: all.map((it) => it.item),
          minute: all.map((it) => it.minute),
          cart: all.map((it) => it.cart),
          price: all.map((it) => it.item === 0 ? NaN : 1),
        });
        const reports: StepReport[] = [];
        let frame: pl.DataFrame;
        try {
          const onStep = (report: StepReport) => reports.push(report);
          ({ frame } = await clean(input, original, { onStep }));
        } catch (error) {
          assert.ok(error instanceof InputError);
          return;
        }
        for (const report of reports) {
          assert.equal(report.dropped, report.rowsBefore - report.rowsAfter);
          assert.ok(report.dropped >= 0);
        }
        const [time, cart] = [column(frame, "time"), column(frame, "cart")];
        const offsets = sessionOffsets(frame);
        for (let s = 1; s < offsets.length; s++) {
          const [start, last] = [offsets[s - 1]!, offsets[s]! - 1];
          assert.equal(last + 1 - start, 3);
          assert.equal(cart[last], 1);
          assert.ok(time[last]! - time[start]! <= 30 * 60_000);
        }
      },
    ),
  );
});
