// What a request says it does not want: "no dark mode", "remove the blue". That must not be taken for a wish.

const clause = "[^.;,\\n]*?(?=[.;,\\n]|\\b(?:and|but|instead)\\b|$)";
/** "There is no reset button" and "I don't see a search" are wishes. */
const refused = new RegExp(
  `(?<!\\b(?:is|are|has|have|had|there's|does|did|can)\\s)\\b(?:no|not|never|without|undo|revert|don['’]?t|do not)\\b(?!\\s+(?:see|find|have|know)\\b)${clause}`,
  "g",
);
const removed = new RegExp(
  `\\b(?:remove|delete|drop|disable|hide|turn off|switch off|take out|take away|get rid of)\\b${clause}`,
  "g",
);

/** The request (lower-cased) without what it refuses; what it wants removed stays for an update that removes things. */
export function affirmed(request: string, removes: boolean): string {
  const wanted = request.replace(refused, " ");
  return removes ? wanted : wanted.replace(removed, " ");
}
