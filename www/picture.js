// Draws the chain as a picture (PNG) from the engine's drawing (SVG), for what takes no drawings.
//
// Like look.js it comes with the full engine, as text. The drawing has no address in it, and is handed to the
// browser as data: nothing is asked of anybody.

/** So many dots for one of the drawing, for screens and slides that show them finely. */
const FINE = 2;
/** No browser makes a picture that is wider. */
const WIDEST = 16_000;

/** A PNG file of a drawing. */
globalThis.pemlensPicture = async (drawing) => {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await image.decode();
  const scale = Math.min(FINE, WIDEST / image.width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};
