// Why a library could not be had from the CDN, in words for the model and people.
import type { Cdn } from "./address.ts";

export type Failure =
  | { reason: "no_answer" }
  | { reason: "unreachable" }
  | { reason: "no_such_package" }
  | { reason: "refused"; status: number }
  | { reason: "no_module"; type: string }
  | { reason: "too_large" }
  | { reason: "no_exact_version" }
  | { reason: "led_elsewhere" }
  | { reason: "needs"; specifier: string }
  | { reason: "too_many" };

/** Time for everything that one call or request waits for, milliseconds: a model or a person is waiting. */
export const deadlineMs = 1_500;
/** Largest file of a library, bytes: more than any of the usual ones (three is 1.3 MB), and a page has to load it. */
export const fileMaxBytes = 5_000_000;
/** Most libraries of an app from the CDN, with those that they need. */
export const maxLibraries = 100;

/** Continues "The package … could not be loaded from the CDN (". */
export function failureWords(failure: Failure): string {
  switch (failure.reason) {
    case "no_answer":
      return `no answer in ${deadlineMs / 1_000} s`;
    case "unreachable":
      return "it cannot be reached";
    case "no_such_package":
      return "it has no such package, version or file";
    case "refused":
      return `it answered with status ${failure.status}`;
    case "no_module":
      return `what it sent is no module that a browser can load${failure.type === "" ? "" : `: ${failure.type}`}`;
    case "too_large":
      return `it is larger than ${fileMaxBytes / 1_000_000} MB`;
    case "no_exact_version":
      return "it did not say which exact version it sent";
    case "led_elsewhere":
      return "it led to another host";
    case "needs":
      return `it needs ${failure.specifier}, which could not be loaded`;
    case "too_many":
      return `the app has ${maxLibraries} libraries already`;
  }
}

export const failureSentence = (specifier: string, failure: Failure, { host }: Cdn): string =>
  `The package "${specifier}" could not be loaded from ${host} (${failureWords(failure)}).`;
