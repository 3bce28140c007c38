/** How long entries stay. */
@NullMarked
package dev.tenantry.audit.retention;

import org.jspecify.annotations.NullMarked;
