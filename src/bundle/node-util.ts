// Stands in for Node's `util` for libraries that mark what is deprecated with it and use nothing else of it (scripts/build-isolates.ts).

export const deprecate = <Marked>(marked: Marked): Marked => marked;
