// Errors reported by the preview's frame, counted by message, so that an app in a loop does not fill the page.
import { boundaryBefore } from "../../base/surrogates.ts";

export interface ErrorReport {
  message: string;
  count: number;
}

const reportsMax = 20;
const messageMaxCharacters = 500;

export function withReport(reports: ErrorReport[], message: string): ErrorReport[] {
  const short = message.slice(0, boundaryBefore(message, messageMaxCharacters));
  const known = reports.findIndex((report) => report.message === short);
  if (known >= 0) return reports.with(known, { message: short, count: (reports[known]?.count ?? 0) + 1 });
  return reports.length < reportsMax ? [...reports, { message: short, count: 1 }] : reports;
}
