import type { DemoParams } from "../../config.ts";
import { type Prng, seededPrng } from "../../random.ts";
import { type Catalogue, makeCatalogue } from "./catalogue.ts";
import { EventLog } from "./event_log.ts";
import { Shelves } from "./shelves.ts";
import { makeProjects, Shoppers } from "./shoppers.ts";
import { makeVisit } from "./visit.ts";
import { drawVisitTimes } from "./visit_times.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What happened in the demo shop, without the flaws of real data. */
export interface DemoEvents {
  readonly catalogue: Catalogue;
  /** Visit by visit, in the order in which they begin. Times are since the start. */
  readonly log: EventLog;
}

/** Simulates the demo shop: the same parameters, the same events. */
export function demoEvents(params: DemoParams): DemoEvents {
  const prng = seededPrng(params.seed);
  const catalogue = makeCatalogue(params.items, prng);
  const shelves = new Shelves(catalogue);
  const projects = makeProjects(catalogue.types, prng);
  const shoppers = new Shoppers(params.users, projects.length, prng);
  const log = new EventLog();
  const times = drawVisitTimes(params.sessions, { days: params.days, prng });
  times.forEach((time, session) => {
    const user = shoppers.drawUser(prng);
    const intent = shoppers.drawIntent(user, prng);
    const now = time / (params.days * DAY_MS);
    const project = projects[intent.project]!;
    const visit = makeVisit({ intent, project, shelves, now, prng });
    shoppers.remember(user, intent, visit.step);
    for (const { item, cart } of visit.actions) {
      log.append({ session, user, item, time, cart });
      time += drawPause(prng);
    }
  });
  return { catalogue, log };
}

/** Milliseconds between two events: seconds as a rule, now and then a break. */
function drawPause(prng: Prng): number {
  const meanMs = prng() < 0.01 ? 600_000 : 35_000;
  return 1000 + Math.floor(-meanMs * Math.log(1 - prng()));
}
