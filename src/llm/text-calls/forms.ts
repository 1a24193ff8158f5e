// All forms of a call in a text, in the order they are tried. A new one is a module and a line here; openers.ts has what announces calls.
import type { Form } from "./form.ts";
import { gemmaForm } from "./gemma-form.ts";
import { jsonForm } from "./json-form.ts";
import { namedForm } from "./named-form.ts";
import { pairsForm } from "./pairs-form.ts";
import { parametersForm } from "./parameters-form.ts";
import { pythonForm } from "./python-form.ts";
import { tagsForm } from "./tags-form.ts";

export const forms: readonly Form[] = [jsonForm, parametersForm, pairsForm, namedForm, gemmaForm, pythonForm, tagsForm];
