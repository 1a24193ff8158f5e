import { useDispatch, useSelector, shallowEqual } from 'react-redux'
import { ordered, removed, selectLines, selectTotal } from './cartSlice'

export default function Cart() {
  const lines = useSelector(selectLines, shallowEqual)
  const total = useSelector(selectTotal)
  const orderId = useSelector((state) => state.cart.orderId)
  const dispatch = useDispatch()

  return (
    <aside>
      <h2>Cart</h2>
      {lines.map((line) => (
        <p key={line.id}>
          {line.count} × {line.name} <button onClick={() => dispatch(removed(line.id))}>Less {line.name}</button>
        </p>
      ))}
      <p>Total: {total} €</p>
      <button disabled={lines.length === 0} onClick={() => dispatch(ordered())}>Order</button>
      {orderId && <p role="status">Order {orderId} is on its way.</p>}
    </aside>
  )
}
