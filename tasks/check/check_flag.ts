import type { Flag } from "../stage.ts";

/** The flag by which a stage checks its log first. */
export const CHECK_FLAG: Readonly<Record<string, Flag>> = {
  check: {
    type: "boolean",
    help:
      "check the events against the dataset's schema.json first: with errors, end with exit code 3",
  },
};
