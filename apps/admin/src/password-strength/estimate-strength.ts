import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

/** How well a password would stand against guessing, from 0 to 4, and what would make it better. */
export interface Strength {
  score: number;
  advice: string;
}

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
});

/** Long ones are judged by their beginning: the work grows with the square of the length. */
const maxJudged = 100;

/** `ownWords` are the account's: whoever knows the person tries them first. */
export function estimateStrength(password: string, ownWords: readonly string[]): Strength {
  const { score, feedback } = zxcvbn.check(password.slice(0, maxJudged), [...ownWords]);
  return { score, advice: feedback.warning ?? feedback.suggestions[0] ?? "" };
}
