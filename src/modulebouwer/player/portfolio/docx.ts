/**
 * The portfolio and the proof as Word documents: the least that WordprocessingML (ECMA-376, part 1, chapter 17) needs, zipped.
 */

import type { Block } from "../../components/kind.ts";
import { answered, type Portfolio } from "./collect.ts";
import { escape } from "./exports.ts";
import type { Proof } from "./proof.ts";
import { rastered, type Raster } from "./raster.ts";
import { storedZip } from "./zip.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** The media type of the whole. */
export const DOCX = `${TYPE}.document`;

const painted: Rastering = ({ draw }) => rastered(draw(PICTURE.width));

/** `raster`: makes a bitmap of what a picture block draws, or null. */
export async function docx(portfolio: Portfolio, language: string, raster = painted): Promise<Blob> {
  const drawn = await pictures(portfolio, raster);
  return wordFile(portfolioXml(portfolio, drawn), drawn, language);
}

/** The proof, and on a new page what the learner wrote, where that goes along. */
export async function proofDocx(
  proof: Proof,
  portfolio: Portfolio | null,
  language: string,
  raster = painted,
): Promise<Blob> {
  if (!portfolio) return wordFile(proofXml(proof), new Map(), language);
  const drawn = await pictures(portfolio, raster);
  return wordFile(proofXml(proof) + portfolioXml(portfolio, drawn, true), drawn, language);
}

function proofXml({ title, name, lead, module, soFar, facts, objectives, statement }: Proof): string {
  const widths = [2800, LINE_WIDTH - 2800];
  return [
    paragraph("Title", title),
    paragraph("Subtitle", name || "…"),
    paragraph("Normal", lead),
    paragraph("Subtitle", module),
    ...(soFar ? [paragraph("Normal", soFar)] : []),
    paragraph("Gap", ""),
    gridXml(widths, facts.map((fact) => rowXml(fact, widths, "TableText")).join("")),
    ...(objectives.texts.length ? [paragraph("Heading1", objectives.title)] : []),
    ...objectives.texts.map((text) => paragraph("Normal", `• ${text}`)),
    paragraph("Gap", ""),
    paragraph("Note", statement),
  ].join("");
}

/** `newPage`: it begins on one. */
function portfolioXml(portfolio: Portfolio, drawn: ReadonlyMap<Block, Drawn>, newPage = false): string {
  const { heading, title, name, details, groups } = answered(portfolio);
  return [
    paragraph("Title", heading, newPage ? "<w:pageBreakBefore/>" : ""),
    paragraph("Subtitle", title),
    ...(name ? [paragraph("Subtitle", name)] : []),
    ...details.map((line) => paragraph("Note", line)),
    ...groups.flatMap((group) => [
      paragraph("Heading1", group.title),
      ...(group.lead ? [paragraph("Normal", group.lead)] : []),
      ...group.entries.flatMap((entry) => [
        paragraph("Heading2", entry.title),
        ...entry.parts.flatMap(({ prompt, blocks, warning }) => [
          ...(prompt ? [paragraph("Heading3", prompt)] : []),
          ...blocks.map((block) => blockXml(block, drawn)),
          ...(warning ? [paragraph("Note", warning)] : []),
        ]),
      ]),
      ...(group.open ? [paragraph("Note", group.open)] : []),
    ]),
  ].join("");
}

function wordFile(body: string, drawn: ReadonlyMap<Block, Drawn>, language: string): Blob {
  const page =
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247"';
  const section = `<w:sectPr>${page} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`;
  const files: Record<string, string> = {
    "[Content_Types].xml":
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Default Extension="png" ContentType="image/png"/>` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": relations(["officeDocument", "word/document.xml"]),
    "word/_rels/document.xml.rels": relations(
      ["styles", "styles.xml"],
      ...[...drawn.values()].map(({ path }) => ["image", path] as const),
    ),
    "word/document.xml": `<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${body}${section}</w:body></w:document>`,
    "word/styles.xml": styles(language),
  };
  const parts = Object.entries(files).map(([path, text]) => [path, XML + text] as const);
  const images = [...drawn.values()].map(({ path, png }) => [`word/${path}`, png] as const);
  return storedZip(Object.fromEntries([...parts, ...images]));
}

/** rId1, rId2, … in their order. */
function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  const entries = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${entries.join("")}</Relationships>`;
}

type Rastering = (picture: Extract<Block, { kind: "picture" }>) => Promise<Raster | null>;

interface Drawn extends Raster {
  readonly path: string;
  readonly id: number;
}

async function pictures({ groups }: Portfolio, raster: Rastering): Promise<Map<Block, Drawn>> {
  const blocks = groups.flatMap(({ entries }) =>
    entries.flatMap(({ parts }) => parts.flatMap((part) => part.blocks)),
  );
  const drawn = new Map<Block, Drawn>();
  for (const block of blocks) {
    const bitmap = block.kind === "picture" ? await raster(block) : null;
    const number = drawn.size + 1;
    // rId1 is the styles.
    if (bitmap) drawn.set(block, { ...bitmap, path: `media/picture${number}.png`, id: number + 1 });
  }
  return drawn;
}

/** In CSS pixels: as wide as the lines, and about half a page high. */
const PICTURE = { width: 620, height: 420 };

/** English Metric Units: 9,525 to a CSS pixel (ECMA-376 part 1, 20.1.2.1). */
function pictureXml({ id, width, height, label }: Drawn): string {
  const scale = Math.min(PICTURE.width / width, PICTURE.height / height);
  const size = `cx="${Math.round(width * scale * 9525)}" cy="${Math.round(height * scale * 9525)}"`;
  const drawing = "http://schemas.openxmlformats.org/drawingml/2006";
  const name = `id="${id}" name="Picture ${id}" descr="${escape(xmlText(label))}"`;
  return (
    `<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:drawing>` +
    `<wp:inline xmlns:wp="${drawing}/wordprocessingDrawing"><wp:extent ${size}/><wp:docPr ${name}/>` +
    `<a:graphic xmlns:a="${drawing}/main"><a:graphicData uri="${drawing}/picture">` +
    `<pic:pic xmlns:pic="${drawing}/picture"><pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="rId${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm>` +
    `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>` +
    `</wp:inline></w:drawing></w:r></w:p>`
  );
}

/** `properties`: of the paragraph, beside its style. */
function paragraph(style: string, text: string, properties = ""): string {
  const runs = xmlText(text)
    .split("\t")
    .map((part) => `<w:t xml:space="preserve">${escape(part)}</w:t>`)
    .join("<w:tab/>");
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr><w:r>${runs}</w:r></w:p>`;
}

function paragraphs(text: string, style = "Normal", together = false): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => paragraph(style, line, together ? "<w:keepNext/>" : ""))
    .join("");
}

function blockXml(block: Block, drawn: ReadonlyMap<Block, Drawn>): string {
  if (block.kind === "text") return paragraphs(block.text);
  if (block.kind === "picture") return drawn.has(block) ? pictureXml(drawn.get(block)!) : "";
  return block.cards ? block.rows.map((row) => cardXml(block.head, row)).join("") : tableXml(block);
}

/** Twentieths of a point between the margins of the page (A4, 11906 wide). */
const LINE_WIDTH = 9412;

/** A letter of a table, in the widest typefaces that come in the place of ours. */
const LETTER = 112;
const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);

/** The widths of columns: first room for the longest word of each, and what is left by what stands in them. */
export function columnWidths(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const cells = head.map((title, column) => [title, ...rows.map((row) => row[column] ?? "")]);
  const words = cells.map(
    (column) =>
      LETTER * (2 + Math.max(...column.flatMap((cell) => cell.split(/\s+/).map(({ length }) => length)))),
  );
  const texts = cells.map((column) => Math.min(40, sum(column.map(({ length }) => length)) / column.length));
  const part = Math.min(1, LINE_WIDTH / sum(words));
  const left = Math.max(0, LINE_WIDTH - sum(words)) / sum(texts);
  return head.map((_, column) => Math.floor(words[column]! * part + texts[column]! * left));
}

function tableXml({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): string {
  const widths = columnWidths(head, rows);
  const body = rows.map((row) => rowXml(row, widths, "TableText")).join("");
  return gridXml(widths, rowXml(head, widths, "TableHead", "<w:tblHeader/>") + body);
}

/** What is empty is left out; the first filled cell after the number is its title. */
function cardXml([, ...head]: readonly string[], [number = "", ...cells]: readonly string[]): string {
  const widths = [2300, LINE_WIDTH - 2300];
  const filled = head
    .map((title, column) => [title, cells[column] ?? ""] as const)
    .filter(([, cell]) => cell);
  const rows = filled.map(([title, cell], index) =>
    rowXml(
      [index === 0 ? `${number}. ${title}` : title, cell],
      widths,
      "TableText",
      "",
      index < filled.length - 1,
    ),
  );
  return gridXml(widths, rows.join(""));
}

/** A row is never torn over two pages; `together`: nor from the next one. */
function rowXml(
  cells: readonly string[],
  widths: readonly number[],
  style: string,
  properties = "",
  together = false,
): string {
  const cell = (text: string, column: number): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[column]}" w:type="dxa"/></w:tcPr>${paragraphs(text, style, together)}</w:tc>`;
  return `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${cells.map(cell).join("")}</w:tr>`;
}

function gridXml(widths: readonly number[], rows: string): string {
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:color="999999"/>`)
    .join("");
  const columns = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const properties = `<w:tblPr><w:tblW w:w="${LINE_WIDTH}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`;
  // Two tables in a row would be one: an empty paragraph keeps them apart.
  return `<w:tbl>${properties}<w:tblGrid>${columns}</w:tblGrid>${rows}</w:tbl>${paragraph("Gap", "")}`;
}

/** What XML 1.0 (2.2, Char) cannot hold becomes U+FFFD, so that the document always opens. */
function xmlText(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
}

function styles(language: string): string {
  const style = (id: string, name: string, size: number, before: number, extra = ""): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
    `<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="${before}" w:after="40"/>` +
    `${/^Heading/.test(id) ? `<w:outlineLvl w:val="${Number(id.slice(-1)) - 1}"/>` : ""}</w:pPr>` +
    `<w:rPr>${extra}<w:sz w:val="${size}"/></w:rPr></w:style>`;
  return (
    `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>` +
    `<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Times New Roman"/><w:sz w:val="21"/>` +
    `<w:lang w:val="${escape(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` +
    `<w:spacing w:after="60" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
    style("Title", "Title", 40, 0, "<w:b/>") +
    style("Subtitle", "Subtitle", 26, 0) +
    style("Heading1", "heading 1", 28, 280, "<w:b/>") +
    style("Heading2", "heading 2", 21, 140, "<w:b/>") +
    style("Heading3", "heading 3", 21, 100, "<w:i/>") +
    `<w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Table text"/><w:basedOn w:val="Normal"/>` +
    `<w:pPr><w:spacing w:after="20" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>` +
    `<w:style w:type="paragraph" w:styleId="TableHead"><w:name w:val="Table head"/><w:basedOn w:val="TableText"/>` +
    `<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
    `<w:style w:type="paragraph" w:styleId="Gap"><w:name w:val="Gap"/><w:basedOn w:val="Normal"/>` +
    `<w:pPr><w:spacing w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:style>` +
    style("Note", "Note", 18, 0, '<w:color w:val="555555"/>') +
    `</w:styles>`
  );
}
