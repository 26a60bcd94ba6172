import { dictionary } from "@zxcvbn-ts/language-common";

/** About 50,000 passwords that turned up most often in breaches, in lower case. */
const common: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** Beyond it, repeating something is a whim and no habit. */
const maxHabitLength = 64;

/**
 * Whether a password is in the list, or is one of it, or a single character, repeated or dressed up with digits and
 * signs at its ends: that is how people make a common password long.
 */
export function isCommonPassword(password: string): boolean {
  const lowered = password.toLowerCase();
  if (common.has(lowered)) return true;
  if (lowered.length > maxHabitLength) return false;
  if (isRun(lowered)) return true;
  return [lowered, stripEnds(lowered)].some((text) => {
    const unit = repeatedUnit(text);
    return unit.length === 1 || common.has(unit) || common.has(stripEnds(unit));
  });
}

/** Without what is no letter at both ends. */
const stripEnds = (text: string) => text.replaceAll(/^\P{L}+|\P{L}+$/gu, "");

/** The shortest text that makes up the whole one when repeated, the last time perhaps cut short. */
function repeatedUnit(text: string): string {
  for (let length = 1; length <= (text.length + 1) / 2; length += 1) {
    const unit = text.slice(0, length);
    if (text === unit.repeat(Math.ceil(text.length / length)).slice(0, text.length)) return unit;
  }
  return text;
}

/** Letters or digits in their order, such as abcdefgh or 987654321098: each the neighbour of the one before. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return [1, -1].some((step) => codes.slice(1).every((code, i) => isNeighbour(codes[i] ?? 0, code, step)));
}

const digitZero = 48;
const digitNine = 57;

function isNeighbour(code: number, next: number, step: number): boolean {
  if (next === code + step) return true;
  const [last, first] = step === 1 ? [digitNine, digitZero] : [digitZero, digitNine];
  return code === last && next === first;
}
