/** JSON as it was written. */
@NullMarked
package dev.tenantry.shared.json;

import org.jspecify.annotations.NullMarked;
