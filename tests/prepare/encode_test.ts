import assert from "node:assert/strict";
import fc from "fast-check";
import pl from "nodejs-polars";
import { encodeSession } from "../../src/features/encode_session.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { addCalendar } from "../../src/prepare/add_calendar.ts";
import { clean } from "../../src/prepare/clean.ts";
import { codeEvents } from "../../src/prepare/code_events.ts";
import { encode, lookUpIndices } from "../../src/prepare/encode.ts";
import { fitFeatures } from "../../src/prepare/fit_features.ts";
import { markTargets } from "../../src/prepare/mark_targets.ts";
import { prepareParams } from "./params.ts";

const params = prepareParams({
  minSessionEvents: 1,
  maxSessionEvents: null,
  calendar: ["day_of_week", "week", "month"],
  minFrequency: { brand: 2 },
});

const event = fc.record({
  item: fc.integer({ min: 1, max: 12 }).map(String),
  user: fc.option(fc.constantFrom("anna", "ben", "cleo")),
  time: fc.integer({ min: 0, max: 4e12 }),
  brand: fc.option(fc.constantFrom("acme", "best", "Unknown", "città")),
  price: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  cart: fc.boolean(),
});
type Event = ReturnType<typeof toEvent>;
const toEvent = (it: {
  item: string;
  user: string | null;
  time: number;
  brand: string | null;
  price: number | null;
  cart: boolean;
}) => it;

/** The events as one session in time order, as a source gives them. */
function canonical(events: readonly Event[]): pl.DataFrame {
  const text = (name: "item" | "user" | "brand") =>
    pl.Series(name, events.map((it) => it[name]), pl.Utf8);
  return pl.DataFrame([
    pl.Series("session", events.map(() => "s"), pl.Utf8),
    text("user"),
    text("item"),
    text("brand"),
    pl.Series("time", Float64Array.from(events, (it) => it.time))
      .cast(pl.Int64),
    pl.Series("cart", events.map((it) => it.cart), pl.Bool),
    pl.Series("price", events.map((it) => it.price), pl.Float64),
  ]);
}

async function prepared(events: readonly Event[]) {
  const coded = await clean(await codeEvents(canonical(events)), params);
  const whole = addCalendar(coded, params.calendar);
  return {
    ...whole,
    frame: whole.frame.withColumns(
      whole.frame.getColumn("cart").alias("target"),
    ),
  };
}

const events = fc.array(event, { minLength: 1, maxLength: 20 })
  .map((all) => all.sort((a, b) => a.time - b.time));

Deno.test("encode() of a frame gives the bits of encodeSession() of its events", () =>
  fc.assert(
    fc.asyncProperty(events, events, async (training, live) => {
      const train = await prepared(training);
      const fitted = fitFeatures(train.frame, train, params);
      const features = FeatureSet.parse(fitted.features.serialize());
      const frame = await prepared(live);
      const byFrame = encode(
        frame.frame,
        features,
        lookUpIndices(features, frame.values),
      );
      const bySession = encodeSession(
        features,
        live.map(({ item, user, time, cart, brand, price }) => ({
          item,
          user,
          time,
          cart,
          categories: { brand },
          numbers: { price },
        })),
      );
      assert.deepEqual(
        { ...byFrame, targets: null },
        { ...bySession, targets: null },
      );
    }),
    { numRuns: 40 },
  ));

Deno.test("encode() of the training split itself needs no look-up by value", () =>
  fc.assert(
    fc.asyncProperty(events, async (training) => {
      const train = await prepared(training);
      const { features, indices } = fitFeatures(train.frame, train, params);
      assert.deepEqual(
        encode(train.frame, features, indices),
        encode(train.frame, features, lookUpIndices(features, train.values)),
      );
    }),
    { numRuns: 40 },
  ));

Deno.test("encode() turns what training did not see into OOV, nobody into 0", async () => {
  const base = { time: 0, cart: false, brand: null, price: 7 };
  const train = await prepared([
    { ...base, item: "1", user: "anna" },
    { ...base, item: "2", user: "anna" },
  ]);
  const { features } = fitFeatures(train.frame, train, params);
  const live = await prepared([
    { ...base, item: "2", user: null },
    { ...base, item: "3", user: null },
  ]);
  const encoded = encode(
    markTargets(live.frame, { targets: "next" }),
    features,
    lookUpIndices(features, live.values),
  );
  assert.deepEqual(encoded.items, Int32Array.of(3, 1));
  assert.deepEqual(encoded.targets, Uint8Array.of(0, 1));
  assert.deepEqual(encoded.users, Int32Array.of(0));
  assert.deepEqual(encoded.offsets, Int32Array.of(0, 2));
});
