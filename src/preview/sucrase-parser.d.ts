// The compiler's own parser, which its package ships with types in another folder. By its ES modules, of which the bundle has one copy.
declare module "sucrase/dist/esm/parser/index.js" {
  export { type File, parse } from "sucrase/dist/types/parser/index";
}
declare module "sucrase/dist/esm/parser/tokenizer/index.js" {
  export { IdentifierRole, isNonTopLevelDeclaration, type Token } from "sucrase/dist/types/parser/tokenizer/index";
}
declare module "sucrase/dist/esm/parser/tokenizer/types.js" {
  export { TokenType } from "sucrase/dist/types/parser/tokenizer/types";
}
declare module "sucrase/dist/esm/identifyShadowedGlobals.js" {
  export { default } from "sucrase/dist/types/identifyShadowedGlobals";
}
declare module "sucrase/dist/esm/TokenProcessor.js" {
  export { default } from "sucrase/dist/types/TokenProcessor";
}
declare module "sucrase/dist/esm/HelperManager.js" {
  export { HelperManager } from "sucrase/dist/types/HelperManager";
}
declare module "sucrase/dist/esm/NameManager.js" {
  export { default } from "sucrase/dist/types/NameManager";
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
