import Cart from './features/cart/Cart'
import Catalog from './features/catalog/Catalog'

const App = () => (
  <div className="shop">
    <section>
      <h1>Tea shop</h1>
      <Catalog />
    </section>
    <Cart />
  </div>
)

export default App
