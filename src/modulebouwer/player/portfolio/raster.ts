/** A drawing of the page as a bitmap, for the documents that take no other. */

export interface Raster {
  readonly png: Uint8Array<ArrayBuffer>;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What it shows, in words. */
  readonly label: string;
}

/** So many dots to a CSS pixel: sharp on paper. */
const DENSITY = 3;

/**
 * The SVG `picture` on white, by the attributes that it carries itself; null for another, and where nothing draws it. It never
 * says what the text beside it does not.
 */
export async function rastered(picture: Element): Promise<Raster | null> {
  if (!(picture instanceof SVGSVGElement)) return null;
  const width = Number(picture.getAttribute("width"));
  const height = Number(picture.getAttribute("height"));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: width * DENSITY, height: height * DENSITY });
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) return null;
  const png = new Uint8Array(await blob.arrayBuffer());
  return { png, width, height, label: picture.getAttribute("aria-label") ?? "" };
}
