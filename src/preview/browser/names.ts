// Names that the server writes into pages and scripts in them read.

/** Before the address of one of the app's modules, where a name is needed that works from anywhere: modules in a page have no address to be relative to. */
export const anywhere = "app:";

/** Of a script element: the address of the module that it stands for, which came with the page. */
export const givenAttribute = "data-edgewright-src";
