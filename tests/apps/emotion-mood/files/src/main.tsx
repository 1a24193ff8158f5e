/** @jsxImportSource @emotion/react */
import { Global, css } from '@emotion/react'
import { Provider } from 'jotai'
import { createRoot } from 'react-dom/client'
import { Board } from './Board'

createRoot(document.getElementById('root')!).render(
  <Provider>
    <Global styles={css`body { margin: 0; background: #fff0f6; }`} />
    <Board />
  </Provider>,
)
