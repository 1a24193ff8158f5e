// Why a request is refused before anything is created for it, by a model that knows beforehand that it cannot meet it.

export interface Refusal {
  message: string;
  hint: string;
  /** Requests that can be met, the nearest first; to be shown as buttons. */
  suggestions: string[];
}
