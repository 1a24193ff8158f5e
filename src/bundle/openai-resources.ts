// The openai client's resources: those in use are its own, the others are absent (absent.ts).
import { absentResource } from "./absent.ts";

export { Chat } from "openai/resources/chat/chat";
export { Responses } from "openai/resources/responses/responses";
export { Admin, Beta } from "./absent.ts";

const resource = (name: string) => absentResource(`openai's client.${name}`);

export const Audio = resource("audio");
export const Batches = resource("batches");
export const Completions = resource("completions");
export const Containers = resource("containers");
export const ContentProvenanceChecks = resource("contentProvenanceChecks");
export const Conversations = resource("conversations");
export const Decisions = resource("decisions");
export const Embeddings = resource("embeddings");
export const Evals = resource("evals");
export const Files = resource("files");
export const FineTuning = resource("fineTuning");
export const Graders = resource("graders");
export const Images = resource("images");
export const Live = resource("live");
export const Models = resource("models");
export const Moderations = resource("moderations");
export const Realtime = resource("realtime");
export const Safety = resource("safety");
export const Skills = resource("skills");
export const Uploads = resource("uploads");
export const VectorStores = resource("vectorStores");
export const Videos = resource("videos");
export const Webhooks = resource("webhooks");
