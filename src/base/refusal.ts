// Why a model refuses a request it cannot meet, before anything is created for it.

export interface Refusal {
  message: string;
  hint: string;
  /** Requests that can be met, the closest first, shown as buttons. */
  suggestions: string[];
}
