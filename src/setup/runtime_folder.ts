import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The project's own folder for what setup installs; git ignores it. */
export const runtimeFolder = `${root}.runtime`;
/** The file that says what setup chose. */
export const statePath = `${runtimeFolder}/backend.json`;
/** The folder of npm packages. */
export const packagesFolder = `${root}node_modules`;
