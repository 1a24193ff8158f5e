// The compiler's own parser, which its package ships with types in another folder. By its ES modules, of which the bundle has one copy.
declare module "sucrase/dist/esm/parser/index.js" {
  export { type File, parse } from "sucrase/dist/types/parser/index";
}
declare module "sucrase/dist/esm/parser/tokenizer/index.js" {
  export {
    IdentifierRole,
    isBlockScopedDeclaration,
    isNonTopLevelDeclaration,
    type Token,
  } from "sucrase/dist/types/parser/tokenizer/index";
}
declare module "sucrase/dist/esm/parser/tokenizer/types.js" {
  export { TokenType } from "sucrase/dist/types/parser/tokenizer/types";
}

// The same by the modules that Node reads, for what also runs outside of the Worker; `[alias]` in wrangler.toml leads them to the ES modules.
declare module "sucrase/dist/parser/index.js" {
  export { type File, parse } from "sucrase/dist/types/parser/index";
}
declare module "sucrase/dist/parser/tokenizer/index.js" {
  export { IdentifierRole, type Token } from "sucrase/dist/types/parser/tokenizer/index";
}
declare module "sucrase/dist/parser/tokenizer/types.js" {
  export { TokenType } from "sucrase/dist/types/parser/tokenizer/types";
}
