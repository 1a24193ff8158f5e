// JSX's module for pages that bring a React of their own and no module for JSX with it: elements are made by that React, whichever version it is.

export const jsxRuntimeModule = `import * as library from "react";
const { createElement, Fragment } = library.default?.createElement ? library.default : library;
export { Fragment };
export function jsx(type, props, key) {
  const { children, ...rest } = props;
  if (key !== undefined) rest.key = key;
  return "children" in props ? createElement(type, rest, children) : createElement(type, rest);
}
export function jsxs(type, props, key) {
  const { children, ...rest } = props;
  if (key !== undefined) rest.key = key;
  return createElement(type, rest, ...children);
}
export const jsxDEV = (type, props, key, many) => (many ? jsxs : jsx)(type, props, key);
`;
