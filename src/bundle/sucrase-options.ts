// Takes the place of sucrase's check of its options: ours are constants, which the compiler checks, and the check is built at every start.
export function validateOptions(): void {}
