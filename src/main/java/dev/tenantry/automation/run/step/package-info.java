/** Carries runs out: claims them, takes their steps, together or one by one, and notes what these come to. */
@NullMarked
package dev.tenantry.automation.run.step;

import org.jspecify.annotations.NullMarked;
