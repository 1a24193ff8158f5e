// The languages that the demo model understands and answers in. English comes first: it is the default when nothing points to another.
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import type { Language } from "./language.ts";

export const languages: readonly [Language, ...Language[]] = [english, german, french, spanish];
