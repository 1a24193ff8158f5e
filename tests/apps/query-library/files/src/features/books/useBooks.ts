import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from '~/api/client'
import { Book } from '~/api/data'

interface Page {
  items: Book[]
  pages: number
}

export const useBooks = (page: number) =>
  useQuery({
    queryKey: ['books', page],
    queryFn: () => http.get<Page>('/books', { params: { page } }).then(({ data }) => data),
    placeholderData: keepPreviousData,
  })

export function useLoan(page: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => http.post<Book>(`/books/${id}/loan`),
    onMutate: async (id) => {
      await client.cancelQueries({ queryKey: ['books', page] })
      const before = client.getQueryData<Page>(['books', page])
      client.setQueryData<Page>(['books', page], (old) =>
        old && { ...old, items: old.items.map((book) => (book.id === id ? { ...book, loaned: true } : book)) })
      return { before }
    },
    onError: (_error, _id, context) => client.setQueryData(['books', page], context?.before),
  })
}
