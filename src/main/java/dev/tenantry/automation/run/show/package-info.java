/** Runs and their figures, as far as whoever asks may see them. */
@NullMarked
package dev.tenantry.automation.run.show;

import org.jspecify.annotations.NullMarked;
