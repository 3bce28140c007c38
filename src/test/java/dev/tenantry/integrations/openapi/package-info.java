@NullMarked
package dev.tenantry.integrations.openapi;

import org.jspecify.annotations.NullMarked;
