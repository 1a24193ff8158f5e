/** @jsxImportSource @emotion/react */
import styled from '@emotion/styled'
import { css, keyframes, useTheme } from '@emotion/react'
import { useAtom, useAtomValue, useSetAtom } from 'jotai'
import { addAtom, countAtom, draftAtom, moodsAtom } from './atoms'

const pop = keyframes({ from: { scale: '0.9' }, to: { scale: '1' } })

const Pill = styled.span<{ tone: number }>`
  display: inline-block;
  padding: 8px 16px;
  border-radius: 999px;
  animation: ${pop} 0.2s;
  background: hsl(${(props) => props.tone}, 80%, 85%);
`

export function Board() {
  const moods = useAtomValue(moodsAtom)
  const count = useAtomValue(countAtom)
  const [draft, setDraft] = useAtom(draftAtom)
  const add = useSetAtom(addAtom)
  const theme = useTheme()

  return (
    <main css={css({ padding: 24, maxWidth: 600, margin: '0 auto' })} data-theme={Object.keys(theme).length}>
      <h1 css={css`color: #a61e4d; &:hover { text-decoration: underline; }`}>Mood board ({count})</h1>
      <p>{moods.map((mood, i) => <Pill key={mood} tone={i * 60}>{mood}</Pill>)}</p>
      <input value={draft} onChange={(e) => setDraft(e.target.value)} placeholder="How are you?" />
      <button onClick={add}>Pin</button>
    </main>
  )
}
