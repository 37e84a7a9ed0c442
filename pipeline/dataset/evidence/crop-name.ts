/** Name of the picture of a recognised page in the folder of evidence. */
export function toCropName(documentId: string, pageNumber: number): string {
  return `${documentId.slice(0, 16)}-${pageNumber}.jpg`;
}
