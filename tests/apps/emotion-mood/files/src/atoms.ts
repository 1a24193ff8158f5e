import { atom } from 'jotai'
import { atomWithStorage } from 'jotai/utils'

export const moodsAtom = atomWithStorage<string[]>('moods', ['calm', 'curious'])
export const draftAtom = atom('')
export const countAtom = atom((get) => get(moodsAtom).length)
export const addAtom = atom(null, (get, set) => {
  const draft = get(draftAtom).trim()
  if (!draft) return
  set(moodsAtom, [...get(moodsAtom), draft])
  set(draftAtom, '')
})
