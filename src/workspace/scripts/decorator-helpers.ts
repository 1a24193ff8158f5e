// What decorated classes call while they are made, as text that stands in front of the module: browsers have no decorators.

/**
 * The standard's decorators, and the older ones that take a prototype, a name and a descriptor: a decorator of a method that declares three parameters
 * can only be one of those. `__decorate(class, members)` gives what the fields need; a member: kind, name, static, decorators, access of a private name.
 */
export const standardHelper =
  "function __decorate(owner, members) { const starts = { true: [], false: [] }; const fields = members.map(([kind, name, isStatic, decorators, own]) => { " +
  "const target = isStatic ? owner : owner.prototype; const initializers = []; const extra = starts[isStatic]; " +
  "const context = { kind, name, static: isStatic, private: own !== undefined, metadata: {}, addInitializer: (run) => { extra.push(run); }, " +
  "access: own ?? { has: (object) => name in object, get: (object) => object[name], set: (object, value) => { object[name] = value; } } }; " +
  "for (const decorator of [...decorators].reverse()) { const descriptor = kind === 'field' ? undefined : Object.getOwnPropertyDescriptor(target, name); " +
  "if (descriptor && decorator.length >= 3) { Object.defineProperty(target, name, decorator(target, name, descriptor) ?? descriptor); continue; } " +
  "const key = kind === 'getter' ? 'get' : kind === 'setter' ? 'set' : 'value'; " +
  "const value = kind === 'field' ? undefined : kind === 'accessor' ? { get: descriptor.get, set: descriptor.set } : descriptor[key]; " +
  "const made = decorator(value, context); if (made === undefined || made === null) continue; " +
  "if (kind === 'field') initializers.push(made); else if (kind === 'accessor') { if (made.init) initializers.push(made.init); " +
  "Object.defineProperty(target, name, { ...descriptor, get: made.get ?? descriptor.get, set: made.set ?? descriptor.set }); } " +
  "else Object.defineProperty(target, name, { ...descriptor, [key]: made }); } return initializers.reverse(); }); " +
  "const start = (self, isStatic) => { for (const run of starts[isStatic]) run.call(self); }; " +
  "return { start, init: (self, at, value) => fields[at].reduce((before, make) => make.call(self, before), value) }; } ";

/** Decorators as TypeScript's `experimentalDecorators` has them; fields are set, not defined, so that accessors of the prototype see them. */
export const legacyHelper =
  "function __decorateLegacy(owner, members) { for (const [kind, name, isStatic, decorators] of members) { const target = isStatic ? owner : owner.prototype; " +
  "let descriptor = kind === 'field' ? undefined : Object.getOwnPropertyDescriptor(target, name); " +
  "for (const decorator of [...decorators].reverse()) descriptor = decorator(target, name, descriptor) ?? descriptor; " +
  "if (descriptor) Object.defineProperty(target, name, descriptor); } } ";

export const classHelper =
  "function __decorateClass(owner, name, decorators) { let made = owner; const starts = []; for (const decorator of [...decorators].reverse()) " +
  "made = decorator(made, { kind: 'class', name, metadata: {}, addInitializer: (run) => { starts.push(run); } }) ?? made; " +
  "for (const run of starts) run.call(made); return made; } ";
