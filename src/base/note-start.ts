// Marks text that the product writes in the user's role, so that neither a model nor a reader takes it for the person's words.

export const noteStart = "(From Edgewright, not from the person.)";
