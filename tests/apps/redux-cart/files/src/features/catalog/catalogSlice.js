import { createAsyncThunk, createSlice } from '@reduxjs/toolkit'

const teas = [
  { id: 'assam', name: 'Assam', price: 8 },
  { id: 'sencha', name: 'Sencha', price: 12 },
  { id: 'rooibos', name: 'Rooibos', price: 6 },
]

export const fetchCatalog = createAsyncThunk('catalog/fetch', async () => {
  await new Promise((resolve) => setTimeout(resolve, 20))
  return teas
})

const catalogSlice = createSlice({
  name: 'catalog',
  initialState: { items: [], status: 'idle' },
  reducers: {},
  extraReducers: (builder) => {
    builder
      .addCase(fetchCatalog.pending, (state) => { state.status = 'loading' })
      .addCase(fetchCatalog.fulfilled, (state, action) => {
        state.status = 'ready'
        state.items = action.payload
      })
  },
})

export default catalogSlice.reducer
