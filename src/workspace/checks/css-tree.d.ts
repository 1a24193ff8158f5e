// The tokenizer of css-tree, which its package ships without types.
declare module "css-tree/tokenizer" {
  /** Passes each token with its kind, start and end, UTF-16 units. */
  export function tokenize(source: string, onToken: (type: number, start: number, end: number) => void): void;
  export const tokenTypes: Readonly<
    Record<
      | "AtKeyword"
      | "BadString"
      | "BadUrl"
      | "Comment"
      | "Function"
      | "Ident"
      | "LeftCurlyBracket"
      | "LeftParenthesis"
      | "LeftSquareBracket"
      | "RightCurlyBracket"
      | "RightParenthesis"
      | "RightSquareBracket"
      | "Semicolon"
      | "String"
      | "Url"
      | "WhiteSpace",
      number
    >
  >;
}
