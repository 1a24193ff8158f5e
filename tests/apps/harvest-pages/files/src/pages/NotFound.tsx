import { Link } from 'react-router-dom';

const NotFound = () => (
  <div className="py-24 text-center">
    <h1 className="text-5xl font-bold">404</h1>
    <p className="mt-2 text-stone-500">There is nothing here.</p>
    <Link to="/" className="mt-4 inline-block text-green-700 underline">Go home</Link>
  </div>
);

export default NotFound;
