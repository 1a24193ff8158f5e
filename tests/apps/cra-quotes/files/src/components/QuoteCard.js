import React from 'react';

const QuoteCard = ({ text, author, liked, onLike }) => (
  <figure>
    <blockquote className="quote">{text}</blockquote>
    <figcaption>{author}</figcaption>
    <button onClick={onLike}>{liked ? 'Unlike' : 'Like'}</button>
  </figure>
);

export default React.memo(QuoteCard);
