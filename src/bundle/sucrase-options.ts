// Replaces sucrase's check of its options: ours are constants that the compiler checks, and building the check slows every start.
export function validateOptions(): void {}
