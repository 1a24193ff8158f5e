// The compiler's own parser, which its package ships with types in another folder. In the Worker it is one file with the compiler (`[alias]` in wrangler.toml).
declare module "sucrase/dist/parser/index.js" {
  export { type File, parse } from "sucrase/dist/types/parser/index";
}
declare module "sucrase/dist/parser/tokenizer/index.js" {
  export {
    IdentifierRole,
    isBlockScopedDeclaration,
    isNonTopLevelDeclaration,
    type Token,
  } from "sucrase/dist/types/parser/tokenizer/index";
}
declare module "sucrase/dist/parser/tokenizer/types.js" {
  export { TokenType } from "sucrase/dist/types/parser/tokenizer/types";
}
