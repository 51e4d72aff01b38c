import type { Prng } from "../../random.ts";
import type { Shelves } from "./shelves.ts";
import type { Intent, Project } from "./shoppers.ts";

/** Something done in a visit. */
export interface Action {
  /** Number of the product. */
  readonly item: number;
  /** Whether it goes into the cart. */
  readonly cart: boolean;
}

/** Options of {@link makeVisit}. */
export interface VisitOptions {
  /** What the visitor has in mind. */
  readonly intent: Intent;
  /** The order in which types are looked for. */
  readonly project: Project;
  /** Where products stand. */
  readonly shelves: Shelves;
  /** Share of the period that is over. */
  readonly now: number;
  /** Where chance comes from. */
  readonly prng: Prng;
}

/** Probabilities of what a shopper does. */
const COMPARE = 0.3;
const DISTRACTED = 0.06;
const RETURN = 0.2;
const CART = 0.2;
const NEXT_STEP = 0.9;
/** Robots aside, nobody looks at more. */
const MOST_ACTIONS = 60;

/**
 * One visit: step by step through a project, comparing products of a type,
 * returning to one of them and perhaps putting it into the cart.
 *
 * @returns What was done, and the step of the project that was reached.
 */
export function makeVisit(
  options: VisitOptions,
): { readonly actions: Action[]; readonly step: number } {
  const { intent, project, prng } = options;
  const actions: Action[] = [];
  let step = intent.step;
  while (true) {
    browseType(project[step]!, actions, options);
    const goesOn = prng() < NEXT_STEP && step + 1 < project.length;
    if (!goesOn || actions.length > MOST_ACTIONS) return { actions, step };
    step++;
  }
}

function browseType(
  type: number,
  actions: Action[],
  { intent: { style, tier }, shelves, now, prng }: VisitOptions,
): void {
  const seen: number[] = [];
  do {
    const item = prng() < DISTRACTED
      ? shelves.pickPopular({ prng, now })
      : shelves.pick({ type, style, tier }, { prng, now });
    actions.push({ item, cart: false });
    seen.push(item);
  } while (prng() < COMPARE);
  if (seen.length > 1 && prng() < RETURN) {
    actions.push({
      item: seen[Math.floor(prng() * (seen.length - 1))]!,
      cart: false,
    });
  }
  if (prng() < CART) {
    const item = seen[Math.floor(prng() * seen.length)]!;
    actions.push({ item, cart: true });
  }
}
