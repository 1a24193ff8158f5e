import { createSlice, createSelector, nanoid } from '@reduxjs/toolkit'

const cartSlice = createSlice({
  name: 'cart',
  initialState: { lines: {}, orderId: null },
  reducers: {
    added(state, { payload: id }) {
      state.lines[id] = (state.lines[id] ?? 0) + 1
    },
    removed(state, { payload: id }) {
      state.lines[id]--
      if (state.lines[id] === 0) delete state.lines[id]
    },
    ordered: {
      reducer(state, { payload }) {
        state.orderId = payload
        state.lines = {}
      },
      prepare: () => ({ payload: nanoid(6) }),
    },
  },
})

export const { added, removed, ordered } = cartSlice.actions

export const selectLines = createSelector(
  [(state) => state.cart.lines, (state) => state.catalog.items],
  (lines, items) => Object.entries(lines).map(([id, count]) => ({ ...items.find((item) => item.id === id), count })),
)
export const selectTotal = createSelector(selectLines, (lines) => lines.reduce((sum, { price, count }) => sum + price * count, 0))

export default cartSlice.reducer
