/**
 * The portfolio as a Word document: the least that WordprocessingML (ECMA-376, part 1, chapter 17) needs, zipped.
 */

import type { Block } from "../../components/kind.ts";
import type { Portfolio } from "./collect.ts";
import { escape } from "./exports.ts";
import { storedZip } from "./zip.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** The media type of the whole. */
export const DOCX = `${TYPE}.document`;

export function docx(portfolio: Portfolio, language: string): Blob {
  const body = [
    paragraph("Title", portfolio.heading),
    paragraph("Subtitle", portfolio.title),
    ...portfolio.details.map((line) => paragraph("Note", line)),
    ...portfolio.groups.flatMap((group) => [
      paragraph("Heading1", group.title),
      ...(group.lead ? [paragraph("Normal", group.lead)] : []),
      ...group.entries.flatMap((entry) => [
        paragraph("Heading2", entry.title),
        ...entry.parts.flatMap(({ prompt, blocks, missing, note }) => [
          ...(prompt ? [paragraph("Heading3", prompt)] : []),
          ...(blocks.length ? blocks.map(blockXml) : [paragraph("Normal", missing)]),
          ...(note ? [paragraph("Note", note)] : []),
        ]),
      ]),
    ]),
  ].join("");
  const page =
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"';
  const section = `<w:sectPr>${page} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`;
  const files: Record<string, string> = {
    "[Content_Types].xml":
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": relation("officeDocument", "word/document.xml"),
    "word/_rels/document.xml.rels": relation("styles", "styles.xml"),
    "word/document.xml": `<w:document xmlns:w="${WORD}"><w:body>${body}${section}</w:body></w:document>`,
    "word/styles.xml": styles(language),
  };
  return storedZip(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, XML + text])));
}

function relation(type: string, target: string): string {
  const entry = `<Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return `<Relationships xmlns="${PACKAGE}/relationships">${entry}</Relationships>`;
}

function paragraph(style: string, text: string): string {
  const runs = xmlText(text)
    .split("\t")
    .map((part) => `<w:t xml:space="preserve">${escape(part)}</w:t>`)
    .join("<w:tab/>");
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r>${runs}</w:r></w:p>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => paragraph("Normal", line))
    .join("");
}

/** A picture says nothing that the table beside it does not. */
function blockXml(block: Block): string {
  if (block.kind === "text") return paragraphs(block.text);
  if (block.kind === "picture") return "";
  const row = (cells: readonly string[]): string =>
    `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraphs(cell)}</w:tc>`).join("")}</w:tr>`;
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:color="999999"/>`)
    .join("");
  const columns = block.head.map(() => "<w:gridCol/>").join("");
  const rows = [block.head, ...block.rows].map(row).join("");
  // Two tables in a row would be one: an empty paragraph keeps them apart.
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${edges}</w:tblBorders></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows}</w:tbl><w:p/>`;
}

/** What XML 1.0 (2.2, Char) cannot hold becomes U+FFFD, so that the document always opens. */
function xmlText(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
}

function styles(language: string): string {
  const style = (id: string, name: string, size: number, before: number, extra = ""): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
    `<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="${before}" w:after="80"/>` +
    `${/^Heading/.test(id) ? `<w:outlineLvl w:val="${Number(id.slice(-1)) - 1}"/>` : ""}</w:pPr>` +
    `<w:rPr>${extra}<w:sz w:val="${size}"/></w:rPr></w:style>`;
  return (
    `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>` +
    `<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Times New Roman"/><w:sz w:val="23"/>` +
    `<w:lang w:val="${escape(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` +
    `<w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
    style("Title", "Title", 40, 0, "<w:b/>") +
    style("Subtitle", "Subtitle", 26, 0) +
    style("Heading1", "heading 1", 30, 400, "<w:b/>") +
    style("Heading2", "heading 2", 23, 240, "<w:b/>") +
    style("Heading3", "heading 3", 23, 160, "<w:i/>") +
    style("Note", "Note", 18, 0, '<w:color w:val="555555"/>') +
    `</w:styles>`
  );
}
