// The page's own look: warm paper and ink, petrol for signal, ember for noise. The pair stays apart for
// colour-blind eyes (blue against orange, and unequal in lightness) in both themes.
import { createTheme, Tooltip, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const signal: MantineColorsTuple = [
  '#e5f5f9',
  '#cbe8f0',
  '#9cd4e3',
  '#6cc0d7',
  '#45b0cc',
  '#2799b8',
  '#12809e',
  '#0b6782',
  '#075168',
  '#043a4c',
];

const noise: MantineColorsTuple = [
  '#fff1e9',
  '#fedfcf',
  '#fcc1a0',
  '#faa271',
  '#f6874a',
  '#e96c29',
  '#d05716',
  '#b1460e',
  '#8c360a',
  '#642506',
];

const dark: MantineColorsTuple = [
  '#dbe2e8',
  '#b9c3cc',
  '#94a0ab',
  '#6f7b87',
  '#46525d',
  '#36414b',
  '#242d35',
  '#171e24',
  '#11171c',
  '#0b1014',
];

const sans =
  "'Inter Variable', -apple-system, 'Segoe UI Variable Text', 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Id of the place of all explanations: inside the page's main part, where a screen reader finds them. */
export const bubbles = 'bubbles';

export const theme = createTheme({
  colors: { signal, noise, dark },
  primaryColor: 'signal',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: sans,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: sans, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: { Tooltip: Tooltip.extend({ defaultProps: { portalProps: { target: `#${bubbles}` } } }) },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f3ec',
    '--mantine-color-text': '#1c232b',
    '--mantine-color-dimmed': '#59636e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-disabled-color': '#5a646e',
  },
  dark: {
    '--mantine-color-body': '#0f1418',
    '--mantine-color-dimmed': '#9aa6b1',
    '--mantine-color-error': '#ff9d95',
    '--mantine-color-disabled-color': '#9aa6b1',
    // Mantine's own are as dark as what they lie on.
    '--mantine-color-signal-light': '#143c49',
    '--mantine-color-signal-light-hover': '#1b4c5c',
    '--mantine-color-noise-light': '#4a2814',
  },
});
