import { createGlobalStyle, DefaultTheme } from 'styled-components';

declare module 'styled-components' {
  export interface DefaultTheme {
    paper: string;
    ink: string;
    accent: string;
  }
}

export const light: DefaultTheme = { paper: '#fdf6e3', ink: '#333333', accent: '#b58900' };
export const night: DefaultTheme = { paper: '#002b36', ink: '#eee8d5', accent: '#2aa198' };

export const GlobalStyle = createGlobalStyle`
  body {
    margin: 0;
    background: ${({ theme }) => theme.paper};
    color: ${({ theme }) => theme.ink};
    font-family: Georgia, serif;
  }
`;
