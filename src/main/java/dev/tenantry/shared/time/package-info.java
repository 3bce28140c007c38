/** The application's clock. */
@NullMarked
package dev.tenantry.shared.time;

import org.jspecify.annotations.NullMarked;
