import assert from "node:assert/strict";
import {
  makeDag,
  outputOf,
  readsOf,
  stageNamed,
  upTo,
} from "../../src/pipeline/dag.ts";
import type { PipelineStage } from "../../src/pipeline/stage.ts";

/** A stage by what it reads and makes. */
function stage(
  name: string,
  inputs: string[],
  outputs: string[],
): PipelineStage {
  const run = () => Promise.resolve({});
  return { name, code: `${name}.ts`, params: [], inputs, outputs, run };
}

const report = stage("report", ["metrics", "model/weights"], ["page"]);
const evaluate = stage("evaluate", ["data", "model"], ["metrics"]);
const train = stage("train", ["data/train", "data/test"], ["model"]);
const prepare = stage("prepare", [], ["data"]);
const dag = makeDag([report, evaluate, train, prepare]);

Deno.test("makeDag() orders stages by what they read, files within outputs included", () => {
  assert.deepEqual(dag.order, [prepare, train, evaluate, report]);
  assert.deepEqual([...dag.parents], [
    ["prepare", []],
    ["train", ["prepare"]],
    ["evaluate", ["prepare", "train"]],
    ["report", ["train", "evaluate"]],
  ]);
});

Deno.test("makeDag() puts a stage after those it names, where they are there", () => {
  const check = stage("check", [], ["checked"]);
  const late = { ...prepare, after: ["check", "absent"] };
  const { order, parents } = makeDag([train, late, check]);
  assert.deepEqual(order.map(({ name }) => name), [
    "check",
    "prepare",
    "train",
  ]);
  assert.deepEqual(parents.get("prepare"), ["check"]);
  assert.equal(readsOf(late, check), false);
  assert.equal(readsOf(train, late), true);
});

Deno.test("makeDag() refuses circles, doubles and what no stage makes", () => {
  const faults: [PipelineStage[], RegExp][] = [
    [[stage("a", ["y"], ["x"]), stage("b", ["x"], ["y"])], /a, b wait for/],
    [[stage("a", [], ["x"]), stage("a", [], ["y"])], /a is there twice$/],
    [[stage("a", [], ["x"]), stage("b", [], ["x/y"])], /x\/y is there twice$/],
    [[stage("a", ["y"], ["x"])], /a reads y, which no stage makes$/],
    [[stage("a", ["x"], ["x"])], /a reads x, which it makes itself$/],
  ];
  for (const [stages, message] of faults) {
    assert.throws(() => makeDag(stages), { name: "TypeError", message });
  }
});

Deno.test("upTo() takes a stage and all before it", () => {
  assert.deepEqual(upTo(dag, "evaluate"), [prepare, train, evaluate]);
  assert.deepEqual(upTo(dag, "prepare"), [prepare]);
});

Deno.test("stageNamed() names the stages there are", () => {
  assert.equal(stageNamed(dag, "train"), train);
  assert.throws(() => stageNamed(dag, "tune"), {
    name: "InputError",
    message:
      'The pipeline has no stage "tune": one of prepare, train, evaluate, report is wanted',
  });
});

Deno.test("outputOf() does not take a name for another that begins with it", () => {
  assert.equal(outputOf(prepare, "data/train"), "data");
  assert.equal(outputOf(prepare, "database"), undefined);
});
