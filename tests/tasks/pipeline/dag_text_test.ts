import assert from "node:assert/strict";
import { dagText } from "../../../tasks/pipeline/dag_text.ts";

Deno.test("dagText() leads a line from each stage to those after it", () => {
  const rows = [
    { name: "a", after: [], note: "one" },
    { name: "b", after: ["a"], note: "two" },
    { name: "c", after: ["b"], note: "three" },
    { name: "d", after: ["b"], note: "" },
    { name: "e", after: ["a", "c"], note: "five" },
  ];
  assert.equal(
    dagText(rows),
    [
      "a  ●               one",
      "b  ├──●            two",
      "c  │  ├──●         three",
      "d  │  ╰──│──●",
      "e  ╰─────╰─────●   five",
    ].join("\n"),
  );
});
