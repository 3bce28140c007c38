/** The application's clock, and time zones. */
@NullMarked
package dev.tenantry.shared.time;

import org.jspecify.annotations.NullMarked;
