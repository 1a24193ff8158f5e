import axios, { AxiosError, type AxiosAdapter } from 'axios'
import { books } from './data'

/** Answers as a server would, without one. */
const adapter: AxiosAdapter = async (config) => {
  await new Promise((resolve) => setTimeout(resolve, 30))
  const url = new URL(config.url!, 'http://library.local')
  const page = Number(config.params?.page ?? 1)
  const respond = <T,>(data: T, status = 200) => ({ data, status, statusText: 'OK', headers: {}, config })
  if (config.method === 'get' && url.pathname === '/books') {
    return respond({ items: books.slice((page - 1) * 3, page * 3), pages: Math.ceil(books.length / 3) })
  }
  if (config.method === 'post' && /^\/books\/\d+\/loan$/.test(url.pathname)) {
    const book = books.find((b) => b.id === Number(url.pathname.split('/')[2]))!
    if (book.loaned) throw new AxiosError('Already on loan', 'ERR_CONFLICT', config)
    book.loaned = true
    return respond(book, 201)
  }
  throw new AxiosError('Not found', 'ERR_NOT_FOUND', config)
}

export const http = axios.create({ baseURL: '/', adapter })
http.interceptors.response.use((response) => response, (error: AxiosError) => Promise.reject(new Error(error.message)))
