import { alpha, Chip, type Theme } from "@mui/material";

export type Tone = "neutral" | "info" | "primary" | "success" | "warning" | "error";

/** Text in the tone's own colour on a breath of it: legible (WCAG AA) on the light and on the dark surface. */
function colorsOf(theme: Theme, tone: Tone) {
  if (tone === "neutral")
    return { color: theme.palette.text.secondary, backgroundColor: theme.palette.action.hover };
  const { main, dark, light } = theme.palette[tone];
  const isDark = theme.palette.mode === "dark";
  return { color: isDark ? light : dark, backgroundColor: alpha(main, isDark ? 0.22 : 0.12) };
}

/** A state in one word. */
export const SoftChip = ({ label, tone }: { label: string; tone: Tone }) => (
  <Chip
    component="span"
    size="small"
    label={label}
    sx={(theme) => ({ ...colorsOf(theme, tone), fontWeight: 600, borderRadius: 1 })}
  />
);
