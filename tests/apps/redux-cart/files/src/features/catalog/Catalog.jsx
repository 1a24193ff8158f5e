import { useEffect } from 'react'
import { useDispatch, useSelector } from 'react-redux'
import { added } from '../cart/cartSlice'
import { fetchCatalog } from './catalogSlice'

export default function Catalog() {
  const { items, status } = useSelector((state) => state.catalog)
  const dispatch = useDispatch()

  useEffect(() => {
    if (status === 'idle') dispatch(fetchCatalog())
  }, [status, dispatch])

  if (status === 'loading') return <p>Loading teas…</p>
  return items.map((tea) => (
    <div className="tea" key={tea.id}>
      <span>{tea.name} ({tea.price} €)</span>
      <button onClick={() => dispatch(added(tea.id))}>Add {tea.name}</button>
    </div>
  ))
}
