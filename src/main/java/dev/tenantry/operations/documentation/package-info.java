/** The OpenAPI document, the page to browse it, and a page for every problem. All of it works offline. */
@NullMarked
package dev.tenantry.operations.documentation;

import org.jspecify.annotations.NullMarked;
