// How many pixels a picture has, from its header: PNG, JPEG, GIF, WebP, BMP. Nothing is decoded, and a header that lies only gives a wrong figure.

export interface PictureSize {
  width: number;
  height: number;
}

/** Null where the header does not say, or says nonsense. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const found = read(view);
    return found !== null && found.width > 0 && found.height > 0 ? found : null;
  } catch (error) {
    // The header ends in the middle.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function read(view: DataView): PictureSize | null {
  switch (view.getUint32(0)) {
    case 0x89504e47:
      return { width: view.getUint32(16), height: view.getUint32(20) };
    case 0x47494638:
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 0x52494646:
      return view.getUint32(8) === 0x57454250 ? webp(view) : null;
  }
  if (view.getUint16(0) === 0xffd8) return jpeg(view);
  // A negative height means that the rows go from top to bottom.
  if (view.getUint16(0) === 0x424d) return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  return null;
}

/** Segments one after the other up to the one that starts the frame; each says how long it is. */
function jpeg(view: DataView): PictureSize | null {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Filling bytes, and markers without a length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

/** Starts of a frame, of any coding; three of the numbers between mean other things. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function webp(view: DataView): PictureSize | null {
  switch (view.getUint32(12)) {
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: {
      const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
      return { width: three(24), height: three(27) };
    }
  }
  return null;
}
