import { type Prng, shuffle } from "../../random.ts";
import { STYLES, TIERS } from "./catalogue.ts";
import { drawIndex, drawWeighted, runningSums, zipfWeights } from "./draw.ts";

/** Types of products in the order in which they are bought for one purpose. */
export type Project = Int32Array;

/** What a visit is about. */
export interface Intent {
  /** The style that is liked. */
  readonly style: number;
  /** The price tier that is liked. */
  readonly tier: number;
  /** Index of the project. */
  readonly project: number;
  /** Where in the project the visit begins. */
  readonly step: number;
}

/** Share of visits without a user. */
const ANONYMOUS_SHARE = 0.4;
/** Product types in a project. */
const STEPS = 6;
/** Projects per product type: each type has its place in several projects. */
const PROJECTS_PER_TYPE = 0.5;

/**
 * Draws what shoppers come for. A product type belongs to several projects and
 * is followed by another type in each, so that what comes next shows only in
 * the products before the last.
 */
export function makeProjects(types: number, prng: Prng): Project[] {
  const count = Math.max(3, Math.round(types * PROJECTS_PER_TYPE));
  return Array.from({ length: count }, () => {
    const order = Int32Array.from({ length: types }, (_, type) => type);
    shuffle(order, prng);
    return order.slice(0, STEPS);
  });
}

/** Tastes of known users, which last, and how far each came with a project. */
export class Shoppers {
  readonly #style: Int32Array;
  readonly #tier: Int32Array;
  readonly #favourite: Int32Array;
  readonly #reached: Int32Array;
  readonly #projects: Float64Array;

  /** Draws a taste for each user. */
  constructor(users: number, projects: number, prng: Prng) {
    this.#projects = runningSums(zipfWeights(projects, 0.5));
    const draw = (value: () => number) => new Int32Array(users).map(value);
    this.#style = draw(() => drawIndex(prng, STYLES));
    this.#tier = draw(() => drawIndex(prng, TIERS));
    this.#favourite = draw(() => drawWeighted(prng, this.#projects));
    this.#reached = draw(() => 0);
  }

  /** Lets a share of the known users have another taste and another favourite. */
  changeTastes(share: number, prng: Prng): void {
    for (let user = 0; user < this.#style.length; user++) {
      if (prng() >= share) continue;
      this.#style[user] = drawIndex(prng, STYLES);
      this.#tier[user] = drawIndex(prng, TIERS);
      this.#favourite[user] = drawWeighted(prng, this.#projects);
      this.#reached[user] = 0;
    }
  }

  /** A user, some far more often than others; -1 is an anonymous one. */
  drawUser(prng: Prng): number {
    if (prng() < ANONYMOUS_SHARE) return -1;
    return Math.floor(this.#style.length * prng() ** 1.5);
  }

  /** What a user comes for: mostly as always, going on with the project. */
  drawIntent(user: number, prng: Prng): Intent {
    const style = drawIndex(prng, STYLES);
    const tier = drawIndex(prng, TIERS);
    const project = drawWeighted(prng, this.#projects);
    const step = prng() < 0.6 ? 0 : drawIndex(prng, STEPS - 1);
    if (user < 0) return { style, tier, project, step };
    const isUsual = prng() < 0.6;
    return {
      style: prng() < 0.85 ? this.#style[user]! : style,
      tier: prng() < 0.85 ? this.#tier[user]! : tier,
      project: isUsual ? this.#favourite[user]! : project,
      step: isUsual ? this.#reached[user]! : step,
    };
  }

  /** Notes where in the favourite project a visit of a known user ended. */
  remember(user: number, { project }: Intent, step: number): void {
    if (user < 0 || project !== this.#favourite[user]) return;
    this.#reached[user] = (step + 1) % (STEPS - 1);
  }
}
