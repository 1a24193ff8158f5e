import { BookList } from '~/features/books/BookList'

export const App = () => (
  <>
    <h1>Library</h1>
    <BookList />
  </>
)
