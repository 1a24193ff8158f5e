import { useState } from 'react'
import { useBooks, useLoan } from './useBooks'
import { Spinner } from '~/shared/Spinner'

export function BookList() {
  const [page, setPage] = useState(1)
  const { data, isPending, isError, error, isPlaceholderData } = useBooks(page)
  const loan = useLoan(page)

  if (isPending) return <Spinner />
  if (isError) return <p role="alert">{error.message}</p>

  return (
    <div aria-busy={isPlaceholderData}>
      {data.items.map((book) => (
        <div key={book.id} className="book">
          <strong>{book.title}</strong> {book.author}
          <button onClick={() => loan.mutate(book.id)}>{book.loaned ? 'On loan' : 'Borrow'} {book.title}</button>
        </div>
      ))}
      {loan.error && <p role="alert">{loan.error.message}</p>}
      <button disabled={page === 1} onClick={() => setPage(page - 1)}>Previous</button>
      Page {page} of {data.pages}
      <button disabled={page === data.pages} onClick={() => setPage(page + 1)}>Next</button>
    </div>
  )
}
