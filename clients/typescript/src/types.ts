/** What goes over the wire, by its names in the description of the endpoint. */
import type { Writable } from "openapi-typescript-helpers";
import type { components } from "./schema.js";

type Schemas = components["schemas"];
export type ArticleSummary = Schemas["ArticleSummary"];
export type EngineOffered = Schemas["EngineOffered"];
export type Job = Schemas["Job"];
/** What a webhook is told. */
export type JobEnded = Schemas["JobEnded"];
export type JobRequest = Writable<Schemas["JobRequest"]>;
export type JobResult = Schemas["JobResult"];
export type LiveEvent = Schemas["LiveEvent"];
export type Problem = Schemas["Problem"];
export type PromptUse = Schemas["PromptUse"];
export type RecordEvent = Schemas["RecordEvent"];
export type SummaryEvent = Schemas["SummaryEvent"];
/** One article, and by what it is to be summarised. */
export type SummaryRequest = Writable<Schemas["SummaryRequest"]>;
