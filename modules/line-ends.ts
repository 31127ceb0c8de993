/** Text as every machine uploads it: a checkout on Windows may have CRLF, for Terraform a change and for Linux another interpreter. */
export function withUnixLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
