/** A client of a Wirebrief endpoint. */
export { Wirebrief, type Asking, type Options } from "./client.js";
export { Refused, Unreachable, WirebriefError } from "./errors.js";
export type * from "./types.js";
