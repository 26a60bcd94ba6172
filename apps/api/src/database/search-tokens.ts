import { isStorableText } from "../storable-text.ts";

/** Scripts written without spaces between words: any part of a run can be searched for. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

/** Marks that tell letters apart instead of accenting them (the Japanese voicing marks) stay. */
const accents = /[\p{M}--[\u3099\u309a]]/gv;

/** Letters that Unicode does not decompose but that people type without their stroke or ligature. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};
const letterPattern = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");

const maxTokenLength = 64;
const maxQueryTokens = 32;

/** How a search reads: every token must be in the record, the last one perhaps as the beginning of a word. */
export interface SearchTerms {
  readonly tokens: readonly string[];
  readonly isLastPrefix: boolean;
}

/** The form in which text is compared: compatibility forms unified, lower case, no accents. */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(accents, "")
    .normalize("NFC")
    .replace(letterPattern, (letter) => letters[letter] ?? letter);
}

/** The tokens by which a record is found; the same on every engine, because no engine makes them. */
export function tokenizeDocument(texts: readonly (string | null | undefined)[]): string[] {
  const tokens = new Set<string>();
  for (const text of texts) {
    for (const run of splitRuns(text ?? "")) {
      for (const token of run.isUnspaced ? singlesAndPairs(run.characters) : [joinToken(run.characters)]) {
        tokens.add(token);
      }
    }
  }
  return [...tokens];
}

/** The terms of a search as a person typed it. */
export function tokenizeQuery(text: string): SearchTerms {
  const runs = splitRuns(text);
  const tokens = runs.flatMap((run) => {
    if (!run.isUnspaced) return [joinToken(run.characters)];
    return run.characters.length === 1 ? run.characters : pairs(run.characters);
  });
  const isLastPrefix = runs.at(-1)?.isUnspaced === false && tokens.length <= maxQueryTokens;
  return { tokens: tokens.slice(0, maxQueryTokens), isLastPrefix };
}

/** The words of a search through text as it is stored, where no engine folds more than ASCII. */
export function splitWords(text: string): SearchTerms {
  const words = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).match(/\S+/g) ?? [];
  // What can't be stored is in no text.
  const tokens = isStorableText(text) ? [...new Set(words)].slice(0, maxQueryTokens) : [];
  return { tokens, isLastPrefix: false };
}

interface Run {
  isUnspaced: boolean;
  characters: string[];
}

function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (const [word] of foldText(text).matchAll(wordPattern)) {
    let run: Run | undefined;
    for (const character of word) {
      const isUnspaced = unspaced.test(character);
      if (run?.isUnspaced !== isUnspaced) {
        run = { isUnspaced, characters: [] };
        runs.push(run);
      }
      run.characters.push(character);
    }
  }
  return runs;
}

const joinToken = (characters: string[]) => characters.slice(0, maxTokenLength).join("");

const pairs = (characters: string[]) =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`);

const singlesAndPairs = (characters: string[]) => [...characters, ...pairs(characters)];

/** Begins the tokens that are found in the reference view too; no text makes a token with it. */
const referenceMark = "·";

/** Tokens of the texts that the reference view shows, told apart from the others. */
export const markReferenceTokens = (tokens: readonly string[]) =>
  tokens.map((token) => referenceMark + token);

/** The same terms, but found only in texts that the reference view shows. */
export const referenceTerms = (terms: SearchTerms): SearchTerms => ({
  ...terms,
  tokens: markReferenceTokens(terms.tokens),
});
