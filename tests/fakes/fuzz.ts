// How many cases a property is tried with: few in `npm test`, as many as asked for by `npm run fuzz`.

export function fuzzRuns(usual: number): number {
  const asked = Number(process.env.EDGEWRIGHT_FUZZ_RUNS ?? "");
  return Number.isSafeInteger(asked) && asked > 0 ? asked : usual;
}
