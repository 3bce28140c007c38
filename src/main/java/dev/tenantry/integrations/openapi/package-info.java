/** What integrations can be asked by name, as OpenAPI documents describe it. */
@NullMarked
package dev.tenantry.integrations.openapi;

import org.jspecify.annotations.NullMarked;
