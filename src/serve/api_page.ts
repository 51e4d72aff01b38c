/**
 * A page on which the API can be tried: Swagger UI over `/api-description`.
 * Its files are served beside it, so nothing is fetched from elsewhere.
 */
export function apiPage(title: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api-page/swagger-ui.css">
<div id="api"></div>
<script src="/api-page/swagger-ui-bundle.js"></script>
<script>
  SwaggerUIBundle({
    url: "/api-description",
    dom_id: "#api",
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: -1,
  });
</script>
</html>
`;
}
