// How long some work takes, whatever else the machine does: a limit on it holds on a busy one, too.

/** Processor time of this thread, milliseconds. */
export function cpuTimeMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
