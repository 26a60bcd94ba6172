import type { PaletteOptions, Theme, ThemeOptions } from "@mui/material";
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from "react-admin";
import { retryWhatMayPass } from "../data/query-client.ts";
import { ListError } from "../lists/ListError.tsx";
import { NoResults } from "../lists/NoResults.tsx";
import { EditCard, ShowCard } from "../records/RecordCard.tsx";

const fontFamily =
  'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

const nameRowCheckbox = ({ className }: { className?: string }) =>
  className?.includes("select-item") ? { "aria-label": "Select this row" } : {};

const withEdge = ({ theme }: { theme: Theme }) =>
  theme.palette.mode === "dark" ? { border: `1px solid ${theme.palette.divider}` } : {};

/** React Admin would call each failure a missing record, and leave the page. */
const shownInPlace = { onError: () => undefined, retry: retryWhatMayPass };

const noHelperText = { defaultProps: { helperText: false } } as const;

const shared = {
  shape: { borderRadius: 8 },
  typography: {
    fontFamily,
    h6: { fontWeight: 600, fontSize: "1.1rem" },
    button: { textTransform: "none", fontWeight: 600 },
  },
  components: {
    // Calendars and other controls that the browser draws follow the chosen theme too, not only the system's.
    MuiCssBaseline: { styleOverrides: (theme) => ({ body: { colorScheme: theme.palette.mode } }) },
    MuiButtonBase: {
      styleOverrides: {
        root: ({ theme }) => ({
          "&.Mui-focusVisible": { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 2 },
        }),
      },
    },
    // Names may be in any script: each input takes its direction from what is typed.
    MuiInputBase: { defaultProps: { inputProps: { dir: "auto" } } },
    // React Admin names a row's checkbox on its wrapper, where Material UI 9 no longer reads it.
    MuiCheckbox: { defaultProps: { slotProps: { input: nameRowCheckbox } } },
    MuiPaper: { styleOverrides: { root: { backgroundImage: "none" } } },
    MuiAppBar: {
      defaultProps: { elevation: 0 },
      styleOverrides: {
        root: ({ theme }) => ({
          backgroundColor: theme.palette.background.paper,
          color: theme.palette.text.primary,
          borderBottom: `1px solid ${theme.palette.divider}`,
          "& #react-admin-title": { minWidth: 0, marginInlineEnd: theme.spacing(1) },
          "& #react-admin-title > *": { display: "block", overflow: "hidden", textOverflow: "ellipsis" },
        }),
      },
    },
    // Above the bar with the form's buttons that a phone has at its bottom.
    MuiSnackbar: {
      styleOverrides: { root: ({ theme }) => ({ [theme.breakpoints.down("sm")]: { bottom: 96 } }) },
    },
    // Room for an arrow only while there is somewhere to go.
    MuiTabs: { styleOverrides: { root: { "& .MuiTabs-scrollButtons.Mui-disabled": { display: "none" } } } },
    // Without a shadow to see, a surface over the page needs an edge in the dark.
    MuiMenu: { styleOverrides: { paper: withEdge } },
    MuiAutocomplete: {
      ...defaultLightTheme.components?.MuiAutocomplete,
      styleOverrides: { paper: withEdge },
    },
    MuiDialog: { styleOverrides: { paper: withEdge } },
    MuiStack: { defaultProps: { useFlexGap: true } },
    MuiTableCell: {
      styleOverrides: {
        root: ({ theme }) => ({ borderColor: theme.palette.divider }),
        head: { fontWeight: 600 },
      },
    },
    // As high as a finger needs (WCAG 2.5.8).
    MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24 } } },
    // React Admin lets the page grow with its content; a wide table scrolls inside its own card instead.
    RaLayout: {
      styleOverrides: { root: { minWidth: 0, "& .RaLayout-content": { minWidth: 0 } } },
    },
    RaList: {
      defaultProps: { error: <ListError /> },
      styleOverrides: { root: { "& .RaList-main, & .RaList-content": { minWidth: 0 } } },
    },
    RaShow: { defaultProps: { component: ShowCard, queryOptions: shownInPlace } },
    RaEdit: { defaultProps: { component: EditCard, queryOptions: shownInPlace } },
    RaSimpleList: { defaultProps: { empty: <NoResults /> } },
    RaDataTable: {
      defaultProps: { empty: <NoResults /> },
      styleOverrides: {
        root: { "& .RaDataTable-tableWrapper": { overflowX: "auto" } },
      },
    },
    RaMenuItemLink: {
      styleOverrides: {
        root: ({ theme }) => ({
          margin: "2px 8px",
          borderRadius: theme.shape.borderRadius,
          "&.RaMenuItemLink-active": {
            color: theme.palette.primary.main,
            backgroundColor: theme.palette.action.selected,
            fontWeight: 600,
          },
        }),
      },
    },
    // The gap to the next filter is none where each has a row of its own.
    RaFilterFormInput: {
      styleOverrides: {
        root: ({ theme }) => ({
          [theme.breakpoints.down("sm")]: { "& .RaFilterFormInput-spacer": { display: "none" } },
        }),
      },
    },
    // Out of sight while nothing is selected, but a keyboard would still reach "Delete" in it.
    RaBulkActionsToolbar: {
      styleOverrides: { root: { "& .RaBulkActionsToolbar-collapsed": { visibility: "hidden" } } },
    },
    // Shown on hover only, a button can't be reached by keyboard.
    RaSimpleFormIterator: {
      defaultProps: { fullWidth: true },
      styleOverrides: {
        root: {
          "& .RaSimpleFormIterator-line": { display: "flex", paddingTop: 4 },
          "& .RaSimpleFormIterator-action": { visibility: "visible", marginTop: 16 },
        },
      },
    },
    RaListToolbar: {
      styleOverrides: {
        root: ({ theme }) => ({ [theme.breakpoints.down("sm")]: { backgroundColor: "transparent" } }),
      },
    },
    RaTopToolbar: {
      styleOverrides: {
        root: ({ theme }) => ({
          alignItems: "center",
          paddingBottom: 4,
          [theme.breakpoints.down("sm")]: { backgroundColor: "transparent" },
        }),
      },
    },
    RaToolbar: {
      styleOverrides: {
        root: ({ theme }) => ({
          backgroundColor: theme.palette.background.paper,
          "&.RaToolbar-mobileToolbar": { borderTop: `1px solid ${theme.palette.divider}` },
        }),
      },
    },
    // The line below an input is kept for what is wrong with it.
    RaTextInput: noHelperText,
    RaNumberInput: noHelperText,
    RaDateInput: noHelperText,
    RaSelectInput: noHelperText,
    RaAutocompleteInput: noHelperText,
    RaPasswordInput: noHelperText,
  },
} satisfies ThemeOptions;

const withOurs = (base: ThemeOptions, palette: PaletteOptions): RaThemeOptions => ({
  ...base,
  ...shared,
  // Wide enough for the longest name in bold.
  sidebar: { width: 256, closedWidth: 50 },
  components: { ...base.components, ...shared.components },
  palette,
});

/** Calm and legible; text and controls meet WCAG AA on every surface. */
export const lightTheme = withOurs(defaultLightTheme, {
  primary: { main: "#2b4c9b" },
  secondary: { main: "#2b4c9b", light: "#5f7cc4", dark: "#1c346e", contrastText: "#fff" },
  background: { default: "#f5f6f8", paper: "#ffffff" },
});

export const darkTheme = withOurs(defaultDarkTheme, {
  mode: "dark",
  primary: { main: "#9db7f5" },
  secondary: { main: "#9db7f5", contrastText: "#10182b" },
  error: { main: "#f2938b", light: "#f6b4ae", contrastText: "#2b0f0d" },
  background: { default: "#12151c", paper: "#1b1f29" },
});
