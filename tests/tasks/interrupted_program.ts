/** Says that it listens, and that it was asked to stop; ends by itself never. */
import { interruptSignal } from "../../tasks/interrupt_signal.ts";

const signal = interruptSignal();
signal.addEventListener("abort", () => console.log("asked"));
setInterval(() => {}, 1000);
console.log("listens");
