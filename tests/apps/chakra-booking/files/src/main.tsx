import * as React from 'react'
import * as ReactDOM from 'react-dom/client'
import { ChakraProvider, extendTheme, type ThemeConfig } from '@chakra-ui/react'
import { App } from './App'

const config: ThemeConfig = { initialColorMode: 'light', useSystemColorMode: false }
const theme = extendTheme({ config, colors: { brand: { 500: '#7b341e', 600: '#652b19' } }, fonts: { heading: 'Georgia, serif' } })

ReactDOM.createRoot(document.getElementById('root')!).render(
  <React.StrictMode>
    <ChakraProvider theme={theme}>
      <App />
    </ChakraProvider>
  </React.StrictMode>,
)
