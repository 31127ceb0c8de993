/** Text that Terraform takes as it stands: `${` and `%{` would begin an expression or a directive of its template language. */
export function literalText(text: string): string {
  return text.replaceAll(/[$%]\{/g, (opening) => opening.charAt(0) + opening);
}
