/** "@nestjs/axios" is written in nestjs-axios.yaml, "@aws-sdk/client-*" in aws-sdk-client.yaml. */
export const entryFileName = (client: string): string =>
  `${client
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '')}.yaml`;
