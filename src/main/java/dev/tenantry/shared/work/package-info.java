/** Work that goes on for as long as the application runs. */
@NullMarked
package dev.tenantry.shared.work;

import org.jspecify.annotations.NullMarked;
