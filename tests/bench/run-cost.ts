// What one run costs: D1 round trips and log rows for a 64 KB file, and bytes on the wire, at several speeds of the model, through the whole Worker.
import { convertArrayToReadableStream, MockLanguageModelV3 } from "ai/test";
import { streamText } from "ai";
